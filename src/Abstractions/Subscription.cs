namespace OrleansSms;

/// <summary>Ends what was subscribed to when it is disposed.</summary>
public sealed class Subscription(Action leave) : IDisposable
{
    public void Dispose() => leave();
}
