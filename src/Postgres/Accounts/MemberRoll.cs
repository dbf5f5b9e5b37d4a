using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.Postgres.Audit;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Accounts;

/// <inheritdoc cref="IMembers"/>
internal sealed class MemberRoll(NpgsqlDataSource database, ICallers callers, AuditLog audit, TimeProvider time) : IMembers
{
    public async Task<ImmutableArray<MemberView>> All(CancellationToken cancellation)
    {
        await using var turn = await AdminTurn.Begin(database, callers.Current, cancellation);
        return await turn.Read("""
            select u.id, coalesce(u.display_name, u.email), u.email, u.role, u.disabled_at is not null, u.two_factor_enabled, u.last_seen_at,
              array(select m.line from line_members m where m.user_id = u.id order by m.line),
              array(select m.access from line_members m where m.user_id = u.id order by m.line)
            from users u order by lower(coalesce(u.display_name, u.email)), u.id
            """, [], Read, cancellation);
    }

    public async Task<ImmutableArray<Line>> Grantable(CancellationToken cancellation)
    {
        await using var turn = await AdminTurn.Begin(database, callers.Current, cancellation);
        return await turn.Read("""
            select number, name from lines
            where $1 or exists (select from line_members where line = number and user_id = $2 and access = 'use') order by created_at, number
            """, [Bool(turn.By.Role == Role.Owner), Uuid(turn.By.Id)], row => new Line(row.GetString(0), row.OptionalText(1)), cancellation);
    }

    public Task ChangeRole(Guid member, Role role, CancellationToken cancellation) => Change(member, AuditActions.RoleChanged, async (turn, person) =>
    {
        turn.MayMake(role);
        await turn.Execute("update users set role = $2 where id = $1", [Uuid(member), Text(Word.Of(role))], cancellation);
        if (role == Role.Owner)
        {
            await turn.Execute("""
                insert into line_members (line, user_id, access) select number, $1, 'use' from lines
                on conflict (line, user_id) do update set access = excluded.access
                """, [Uuid(member)], cancellation);
        }

        return $"{Word.Of(person.Role)} to {Word.Of(role)}";
    }, cancellation);

    public Task SwitchOff(Guid member, CancellationToken cancellation) => Change(member, AuditActions.MemberSwitchedOff, async (turn, _) =>
    {
        await turn.Execute("update users set disabled_at = $2 where id = $1 and disabled_at is null", [Uuid(member), Time(time.GetUtcNow())], cancellation);
        await SignOut(turn, member, cancellation);
        await turn.Execute("delete from invitations where invited_by = $1 and used_at is null", [Uuid(member)], cancellation);
        return null;
    }, cancellation);

    public Task SwitchOn(Guid member, CancellationToken cancellation) => Change(member, AuditActions.MemberSwitchedOn, async (turn, _) =>
    {
        await turn.Execute("update users set disabled_at = null where id = $1", [Uuid(member)], cancellation);
        return null;
    }, cancellation);

    public Task Remove(Guid member, CancellationToken cancellation) => Change(member, AuditActions.MemberRemoved, async (turn, _) =>
    {
        await turn.Execute("delete from users where id = $1", [Uuid(member)], cancellation);
        return null;
    }, cancellation);

    public Task TurnSecondFactorOff(Guid member, CancellationToken cancellation) => Change(member, AuditActions.SecondFactorTurnedOff, async (turn, _) =>
    {
        await turn.Execute("delete from authenticators where user_id = $1", [Uuid(member)], cancellation);
        await turn.Execute("delete from recovery_codes where user_id = $1", [Uuid(member)], cancellation);
        await turn.Execute("update users set two_factor_enabled = false where id = $1", [Uuid(member)], cancellation);
        await SignOut(turn, member, cancellation);
        return null;
    }, cancellation);

    public Task GiveLine(Guid member, string line, LineAccess? access, CancellationToken cancellation) =>
        Change(member, access is null ? AuditActions.LineTaken : AuditActions.LineGranted, async (turn, _) =>
        {
            await turn.MayGive(line, cancellation);
            if (access is { } given)
            {
                await turn.Execute("""
                    insert into line_members (line, user_id, access) values ($1, $2, $3)
                    on conflict (line, user_id) do update set access = excluded.access
                    """, [Text(line), Uuid(member), Text(Word.Of(given))], cancellation);
                return $"{line}, {Word.Of(given)}";
            }

            await turn.Execute("delete from line_members where line = $1 and user_id = $2", [Text(line), Uuid(member)], cancellation);
            return line;
        }, cancellation);

    private static Task<int> SignOut(AdminTurn turn, Guid member, CancellationToken cancellation) =>
        turn.Execute("delete from sessions where user_id = $1", [Uuid(member)], cancellation);

    /// <param name="change">Tells what the audit log says of it.</param>
    private async Task Change(Guid member, string action, Func<AdminTurn, AdminTurn.Person, Task<string?>> change, CancellationToken cancellation)
    {
        var caller = callers.Current;
        await using var turn = await AdminTurn.Begin(database, caller, cancellation);
        var person = await turn.Of(member, cancellation);
        var detail = await change(turn, person);
        await turn.Commit(audit, AuditEntry.By(caller, action, person.Email, detail), cancellation);
    }

    private static MemberView Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), Word.Read<Role>(row.GetString(3))!.Value, row.GetBoolean(4), row.GetBoolean(5), row.OptionalTime(6),
        [.. row.GetFieldValue<string[]>(7).Zip(row.GetFieldValue<string[]>(8), (line, access) => new GrantedLine(line, Word.Read<LineAccess>(access)!.Value))]);
}
