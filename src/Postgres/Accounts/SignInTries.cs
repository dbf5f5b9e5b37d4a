using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Accounts;

/// <summary>
/// Counts tries before they are made, for the cluster as a whole and for accounts that are not there like for those that are.
/// Who has none left is refused from memory.
/// </summary>
public sealed class SignInTries
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    // Another silo may have been told meanwhile that the tries are given back.
    private static readonly TimeSpan RefusedFromMemory = TimeSpan.FromSeconds(20);
    private const int MostRemembered = 10_000;
    private const int CleanEvery = 500;

    private readonly ConcurrentDictionary<TrySubject, DateTimeOffset> _refused = new();
    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _time;
    private readonly int _mostRemembered;
    private int _taken;

    /// <summary>How many are refused from memory at this moment.</summary>
    internal int Remembered => _refused.Count;

    internal SignInTries(NpgsqlDataSource database, TimeProvider time, int mostRemembered = MostRemembered) =>
        (_database, _time, _mostRemembered) = (database, time, mostRemembered);

    /// <summary>True: no try of it is taken for a moment. Takes none, and asks nobody.</summary>
    public bool IsRefused(TrySubject subject)
    {
        if (!_refused.TryGetValue(subject, out var until))
        {
            return false;
        }

        if (_time.GetUtcNow() < until)
        {
            return true;
        }

        _refused.TryRemove(subject, out _);
        return false;
    }

    /// <summary>Takes one try. False: there is none left.</summary>
    public async Task<bool> Take(TrySubject subject, CancellationToken cancellation)
    {
        if (IsRefused(subject))
        {
            return false;
        }

        var now = _time.GetUtcNow();
        await CleanNowAndThen(now, cancellation);
        var counted = await _database.ReadOne("""
            insert into sign_in_tries as known (subject, failures, since) values ($1, 1, $2)
            on conflict (subject) do update set
              failures = case when known.since <= $3 then 1 else known.failures + 1 end,
              since = case when known.since <= $3 then excluded.since else known.since end
            returning failures
            """, [Bytes(subject.Hash()), Time(now), Time(now - Window)], row => new Counted(row.GetInt32(0)), cancellation);
        if (counted!.Failures <= subject.Most)
        {
            return true;
        }

        if (_refused.Count >= _mostRemembered)
        {
            _refused.Clear();
        }

        _refused[subject] = now + RefusedFromMemory;
        return false;
    }

    /// <summary>It was right: all tries of the account are there again.</summary>
    public async Task Clear(TrySubject subject, CancellationToken cancellation)
    {
        await _database.Execute("delete from sign_in_tries where subject = $1", [Bytes(subject.Hash())], cancellation);
        _refused.TryRemove(subject, out _);
    }

    /// <summary>It was right: this one did not count.</summary>
    public Task GiveBack(TrySubject subject, CancellationToken cancellation) => _database.Execute(
        "update sign_in_tries set failures = greatest(failures - 1, 0) where subject = $1", [Bytes(subject.Hash())], cancellation);

    private async Task CleanNowAndThen(DateTimeOffset now, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _taken) % CleanEvery == 0)
        {
            await _database.Execute("delete from sign_in_tries where since <= $1", [Time(now - Window)], cancellation);
        }
    }

    private sealed record Counted(int Failures);
}

/// <summary>What tries are counted for, and how many there are.</summary>
public readonly record struct TrySubject(string Kind, string Who, int Most)
{
    private const int Few = 5;
    private const int Many = 50;

    public static TrySubject Account(string normalizedEmail) => new("account", normalizedEmail, Few);

    /// <summary>An office may be one address, so there are more of them.</summary>
    public static TrySubject Address(string address) => new("address", address, Many);

    public static TrySubject Codes(Guid userId) => new("codes", userId.ToString(), Few);

    /// <summary>The password asked again before a change.</summary>
    public static TrySubject Confirmation(Guid userId) => new("confirmation", userId.ToString(), Few);

    /// <summary>Links to a new password.</summary>
    public static TrySubject Links(string normalizedEmail) => new("links", normalizedEmail, 3);

    internal byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind} {Who}"));
}
