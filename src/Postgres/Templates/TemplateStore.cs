using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Members;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Audit;
using OrleansSms.Templates;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Templates;

/// <inheritdoc cref="ITemplates"/>
internal sealed class TemplateStore(
    NpgsqlDataSource database, MembersDatabase members, ICallers callers, Roles roles, AuditLog log, TimeProvider time) : ITemplates
{
    private const int Most = 500;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public async Task<ImmutableArray<Template>> All(CancellationToken cancellation)
    {
        var caller = Asking(Scopes.Read);
        return await members.Read(caller.UserId, """
            select id, name, body, owner is null, uses, last_used_at, updated_at from templates
            where deleted_at is null and (owner is null or owner = $1)
            order by lower(name), id
            """, [Uuid(caller.UserId)], Read, cancellation);
    }

    public async Task Save(TemplateDraft draft, CancellationToken cancellation)
    {
        var (caller, typed) = (Asking(Scopes.Send), TemplateRules.Check(draft));
        await Change(caller, typed.Id, typed.IsShared, AuditActions.TemplateSaved, async connection =>
        {
            await using var write = new NpgsqlCommand($"""
                insert into templates as t (id, owner, name, body, updated_at)
                select $1, $2, $3, $4, $5
                where exists (select from templates where id = $1)
                  or (select count(*) from templates where owner is not distinct from $2 and deleted_at is null) < {Most}
                on conflict (id) do update set name = excluded.name, body = excluded.body, updated_at = excluded.updated_at
                  where t.owner is not distinct from excluded.owner and t.deleted_at is null
                returning name
                """, connection)
            {
                Parameters = { Uuid(typed.Id), Uuid(typed.IsShared ? null : caller.UserId), Text(typed.Name), Text(typed.Body), Time(time.GetUtcNow()) },
            };
            return await write.ReadOne(row => new Named(row.GetString(0)), cancellation)
                ?? throw new RefusedException(Refusals.TemplateNotFound, $"This template was deleted, or there are {Most} already. Look at the list again.");
        }, cancellation);
    }

    public Task Delete(Guid id, CancellationToken cancellation) => Mark(id, AuditActions.TemplateDeleted, """
        update templates set deleted_at = $2 where id = $1 and deleted_at is null returning name
        """, time.GetUtcNow(), cancellation);

    public Task Restore(Guid id, CancellationToken cancellation) => Mark(id, AuditActions.TemplateRestored, """
        update templates set deleted_at = null where id = $1 and deleted_at > $2 returning name
        """, time.GetUtcNow() - Kept, cancellation);

    public async Task Used(Guid id, CancellationToken cancellation) => await database.Execute(
        "update templates set uses = uses + 1, last_used_at = $3 where id = $1 and (owner is null or owner = $2) and deleted_at is null",
        [Uuid(id), Uuid(Asking(Scopes.Send).UserId), Time(time.GetUtcNow())], cancellation);

    private async Task Mark(Guid id, string action, string sql, DateTimeOffset at, CancellationToken cancellation)
    {
        var caller = Asking(Scopes.Send);
        await Change(caller, id, isShared: null, action, async connection =>
        {
            await using var purge = new NpgsqlCommand("delete from templates where deleted_at < $1", connection) { Parameters = { Time(time.GetUtcNow() - Kept) } };
            await purge.ExecuteNonQueryAsync(cancellation);
            await using var mark = new NpgsqlCommand(sql, connection) { Parameters = { Uuid(id), Time(at) } };
            return await mark.ReadOne(row => new Named(row.GetString(0)), cancellation) ?? throw NotFound();
        }, cancellation);
    }

    /// <summary>One change, allowed and, where the team's is touched, told in the audit log within the same transaction.</summary>
    private async Task Change(
        Caller caller, Guid id, bool? isShared, string action, Func<NpgsqlConnection, Task<Named>> change, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var look = new NpgsqlCommand("select owner from templates where id = $1 for update", connection) { Parameters = { Uuid(id) } };
        var known = await look.ReadOne(row => new Owned(row.Optional<Guid>(0)), cancellation);
        if (known?.Owner is { } owner && owner != caller.UserId)
        {
            throw NotFound();
        }

        if (known is null && isShared is null)
        {
            throw NotFound();
        }

        var shared = known is null ? isShared is true : known.Value.Owner is null;
        if (shared && await roles.Of(caller.UserId, cancellation) is not (Role.Admin or Role.Owner))
        {
            throw new RefusedException(Refusals.NotAllowed, "Only administrators can change the team's templates. Make one of your own instead.");
        }

        if (known is not null && isShared is { } wanted && wanted != shared)
        {
            throw new RefusedException(Refusals.NotAllowed, "Whose a template is cannot be changed. Make a new one instead.");
        }

        var name = await change(connection);
        if (shared)
        {
            await log.Write(connection, AuditEntry.By(caller, action, name.Text), cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    private Caller Asking(Scopes scope) => callers.Current is { } caller && caller.May(scope)
        ? caller
        : throw new RefusedException(Refusals.InsufficientScope, "This token was not made for templates.");

    private static RefusedException NotFound() => new(Refusals.TemplateNotFound, "This template is not there any more.");

    private static Template Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetInt32(4), row.OptionalTime(5), row.Time(6));

    private readonly record struct Owned(Guid? Owner);

    private readonly record struct Named(string Text);
}
