namespace OrleansSms.Postgres.Tests.Server;

/// <summary>A closed folder for the private server of one test; below /tmp it is 0700, which is what a fresh clone may be.</summary>
public sealed class PrivateFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("orleanssms-private-").FullName;

    public string Home => Path.Combine(_root, ".data");

    public string Data => Path.Combine(Home, "postgres");

    internal OrleansSms.Postgres.Server.ServerFiles Files => new(Data);

    public UnixFileMode Mode => File.GetUnixFileMode(_root);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
