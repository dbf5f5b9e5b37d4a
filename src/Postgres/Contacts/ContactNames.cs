using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Threading.Channels;
using Npgsql;
using OrleansSms.Contacts;
using OrleansSms.Postgres.Notifications;

namespace OrleansSms.Postgres.Contacts;

/// <inheritdoc cref="IContactNames"/>
/// <remarks>Numbers that are asked for at the same moment are one question. What was asked least lately gives way.</remarks>
internal sealed class ContactNames(NpgsqlDataSource database) : IContactNames, IListener
{
    private const int Most = 50_000;
    private const int MostAtOnce = 500;
    private const int MostWaiting = 20_000;

    private readonly ConcurrentDictionary<object, Action<ContactsChanged>> _told = new();
    private readonly Channel<Asked> _asked = Channel.CreateBounded<Asked>(MostWaiting);
    private readonly Lock _gate = new();
    // Two books: when the new one is full it becomes the old one, and what is still asked for moves over.
    private volatile ConcurrentDictionary<string, ContactName?>? _new;
    private volatile ConcurrentDictionary<string, ContactName?>? _old;
    private long _changes;
    private int _asking;

    string IListener.Channel => ContactWrites.Channel;

    public ValueTask<ContactName?> Of(string number, CancellationToken cancellation)
    {
        if (_new is { } known && known.TryGetValue(number, out var name))
        {
            return new(name);
        }

        if (_old is { } old && old.TryGetValue(number, out name))
        {
            Remember(number, name, Volatile.Read(ref _changes));
            return new(name);
        }

        return Storable.IsNot(number) ? new((ContactName?)null) : new(Ask(number).WaitAsync(cancellation));
    }

    public IDisposable Subscribe(Action<ContactsChanged> changed)
    {
        var key = new object();
        _told[key] = changed;
        return new Subscription(() => _told.TryRemove(key, out _));
    }

    public void Open()
    {
        lock (_gate)
        {
            (_new, _old, _changes) = (new(), null, _changes + 1);
        }

        // What was changed while nobody listened was told to nobody.
        Tell(ContactsChanged.Everything);
    }

    public void Close()
    {
        lock (_gate)
        {
            (_new, _old, _changes) = (null, null, _changes + 1);
        }
    }

    public void Take(string payload)
    {
        var changed = payload.Length == 0 ? ContactsChanged.Everything : Read(payload);
        lock (_gate)
        {
            _changes++;
            if (changed.Contacts is null)
            {
                (_new, _old) = (_new is null ? null : new(), null);
            }

            foreach (var number in changed.Numbers)
            {
                _new?.TryRemove(number, out _);
                _old?.TryRemove(number, out _);
            }
        }

        Tell(changed);
    }

    private static ContactsChanged Read(string notice)
    {
        var read = ContactRows.Of<ContactNotice>(notice);
        return new(read.Contacts.ToFrozenSet(), read.Numbers.ToFrozenSet(StringComparer.Ordinal));
    }

    private void Tell(ContactsChanged changed)
    {
        foreach (var told in _told.Values)
        {
            told(changed);
        }
    }

    private Task<ContactName?> Ask(string number)
    {
        var asked = new Asked(number, new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!_asked.Writer.TryWrite(asked))
        {
            // The number stands in for a name that cannot be had now.
            return Task.FromResult<ContactName?>(null);
        }

        if (Interlocked.CompareExchange(ref _asking, 1, 0) == 0)
        {
            _ = Task.Run(Answer, CancellationToken.None);
        }

        return asked.Answer.Task;
    }

    private async Task Answer()
    {
        do
        {
            while (Next() is { Count: > 0 } batch)
            {
                await Answer(batch);
            }

            Volatile.Write(ref _asking, 0);
        }
        // Who asked between the last look and the word that nobody answers any more.
        while (_asked.Reader.TryPeek(out _) && Interlocked.CompareExchange(ref _asking, 1, 0) == 0);
    }

    private List<Asked> Next()
    {
        var batch = new List<Asked>();
        while (batch.Count < MostAtOnce && _asked.Reader.TryRead(out var one))
        {
            batch.Add(one);
        }

        return batch;
    }

    private async Task Answer(List<Asked> batch)
    {
        var changes = Volatile.Read(ref _changes);
        try
        {
            var found = (await database.Read("""
                select n.number, c.id, coalesce(nullif(c.name, ''), nullif(c.company, '')) from contact_numbers n join contacts c on c.id = n.contact_id where n.number = any($1)
                """, [Columns.Texts(batch, one => one.Number)], row => (Number: row.GetString(0), Name: new ContactName(row.GetGuid(1), row.OptionalText(2))), CancellationToken.None))
                .ToDictionary(one => one.Number, one => one.Name, StringComparer.Ordinal);
            foreach (var one in batch)
            {
                var name = found.GetValueOrDefault(one.Number);
                Remember(one.Number, name, changes);
                one.Answer.TrySetResult(name);
            }
        }
        catch (Exception fault)
        {
            // Each who asked gets it, and decides.
            batch.ForEach(one => one.Answer.TrySetException(fault));
        }
    }

    /// <summary>Unless something changed since it was asked: the answer may be of before.</summary>
    private void Remember(string number, ContactName? name, long changes)
    {
        lock (_gate)
        {
            if (_new is null || changes != _changes)
            {
                return;
            }

            if (_new.Count >= Most)
            {
                (_new, _old) = (new(), _new);
            }

            _new[number] = name;
        }
    }

    private sealed record Asked(string Number, TaskCompletionSource<ContactName?> Answer);
}
