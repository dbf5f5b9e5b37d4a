using System.Collections.Frozen;
using OrleansSms.Contacts;

namespace OrleansSms.Web.Tests;

/// <summary>What numbers are called, in memory.</summary>
internal sealed class NamesDouble : IContactNames
{
    private readonly Dictionary<string, ContactName> _names = [];
    private readonly List<Action<ContactsChanged>> _told = [];

    /// <summary>While it is set, nobody gets an answer.</summary>
    public Exception? Fails { get; set; }

    public int Followers => _told.Count;

    public void Call(string number, string? name, Guid? contact = null)
    {
        _names[number] = new(contact ?? Guid.NewGuid(), name);
        var changed = new ContactsChanged(FrozenSet<Guid>.Empty, new[] { number }.ToFrozenSet());
        _told.ToList().ForEach(told => told(changed));
    }

    public ValueTask<ContactName?> Of(string number, CancellationToken cancellation) =>
        Fails is { } fault ? ValueTask.FromException<ContactName?>(fault) : new(_names.GetValueOrDefault(number));

    public IDisposable Subscribe(Action<ContactsChanged> changed)
    {
        _told.Add(changed);
        return new Subscription(() => _told.Remove(changed));
    }
}
