using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Contacts;
using OrleansSms.Postgres.Audit;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Contacts;

/// <inheritdoc cref="IContactRemoval"/>
internal sealed class ContactRemoval(ContactDoor door, AuditLog audit, TimeProvider time) : IContactRemoval
{
    private const int MostAtOnce = 1000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public Task<int> Delete(ImmutableArray<Guid> ids, CancellationToken cancellation) => Change(ids, AuditActions.ContactsDeleted, (found, by) =>
        Task.FromResult(found.Where(one => one.IsLive).Select(one => one.With(one.Contact with { Numbers = [] }, by, time.GetUtcNow()) with
        {
            DeletedAt = time.GetUtcNow(),
            LeftNumbers = one.Contact.Numbers,
        }).ToList()), cancellation);

    public Task<int> Restore(ImmutableArray<Guid> ids, CancellationToken cancellation) => Change(ids, AuditActions.ContactsRestored, async (found, by, turn) =>
    {
        var gone = found.Where(one => one is { MergedInto: null, DeletedAt: not null }).ToList();
        var taken = (await turn.LockOwners([.. gone.SelectMany(one => one.LeftNumbers).Select(number => number.Number)], cancellation))
            .SelectMany(other => other.Contact.Numbers).Select(number => number.Number).ToHashSet(StringComparer.Ordinal);
        return [.. gone.Select(one => one.With(one.Contact with { Numbers = one.LeftNumbers.RemoveAll(number => taken.Contains(number.Number)) }, by, time.GetUtcNow()) with
        {
            DeletedAt = null,
            LeftNumbers = default,
        })];
    }, cancellation);

    /// <summary>What was deleted long enough ago is gone for good, with what was merged into it.</summary>
    public static Task<int> Empty(NpgsqlDataSource database, TimeProvider time, CancellationToken cancellation) =>
        database.Execute("delete from contacts where deleted_at < $1", [Time(time.GetUtcNow() - Kept)], cancellation);

    private static string Called(StoredContact one) => (one.LeftNumbers.IsDefault ? one.Contact : one.Contact with { Numbers = one.LeftNumbers }).Called;

    private Task<int> Change(
        ImmutableArray<Guid> ids, string action, Func<ImmutableArray<StoredContact>, Guid, Task<List<StoredContact>>> change, CancellationToken cancellation) =>
        Change(ids, action, (found, by, _) => change(found, by), cancellation);

    private async Task<int> Change(
        ImmutableArray<Guid> ids, string action, Func<ImmutableArray<StoredContact>, Guid, ContactTurn, Task<List<StoredContact>>> change, CancellationToken cancellation)
    {
        var caller = await door.Administrator(cancellation);
        if (ids.Length > MostAtOnce)
        {
            throw ContactRules.Invalid($"At most {MostAtOnce} contacts at once.");
        }

        await using var turn = await door.Many(cancellation);
        var changed = await change(await turn.Lock(ids, cancellation), caller.UserId, turn);
        if (changed.Count > 0)
        {
            await turn.Write(changed, cancellation);
            var names = string.Join(", ", changed.Select(Called));
            var entry = changed.Count == 1 ? AuditEntry.By(caller, action, names) : AuditEntry.By(caller, action, $"{changed.Count} contacts", names);
            await audit.Write(turn.Connection, entry, cancellation);
            await turn.Commit(cancellation);
        }

        return changed.Count;
    }
}
