using OrleansSms.Members;

namespace OrleansSms.Web.Tests.Live;

/// <summary>Tells that access changed when a test says so.</summary>
internal sealed class AccessDouble : IAccessChanges
{
    private Action? _told;

    public void Change() => _told?.Invoke();

    public IDisposable Subscribe(Action changed)
    {
        _told += changed;
        return new Subscription(() => _told -= changed);
    }
}
