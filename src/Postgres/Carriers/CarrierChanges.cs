using System.Collections.Immutable;
using OrleansSms.Postgres.Notifications;

namespace OrleansSms.Postgres.Carriers;

/// <summary>Tells whoever keeps a copy of the carrier accounts when to read them anew.</summary>
internal sealed class CarrierChanges : IListener
{
    private ImmutableList<Action> _told = [];

    public string Channel => "carrier";

    public void Open() => Tell();

    public void Close()
    {
        // A copy that may be old is still the best there is.
    }

    public void Take(string payload) => Tell();

    public IDisposable Subscribe(Action changed)
    {
        ImmutableInterlocked.Update(ref _told, told => told.Add(changed));
        return new Subscription(() => ImmutableInterlocked.Update(ref _told, told => told.Remove(changed)));
    }

    private void Tell() => _told.ForEach(changed => changed());
}
