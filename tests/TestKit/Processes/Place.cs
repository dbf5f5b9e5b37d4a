namespace OrleansSms.TestKit.Processes;

/// <summary>Where on the network a program runs.</summary>
/// <param name="Ip">Its address, for everybody who reaches it.</param>
/// <param name="Namespace">The network namespace it runs in; null: the machine's own.</param>
public sealed record Place(string Ip, string? Namespace = null)
{
    public static readonly Place Here = new("127.0.0.1");
}
