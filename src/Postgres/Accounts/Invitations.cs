using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.Postgres.Audit;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Accounts;

/// <inheritdoc cref="IInvitations"/>
internal sealed class Invitations(NpgsqlDataSource database, ICallers callers, AuditLog audit, ILinkPost post, TimeProvider time) : IInvitations
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    public async Task<ImmutableArray<InvitationView>> Pending(CancellationToken cancellation)
    {
        await using var turn = await AdminTurn.Begin(database, callers.Current, cancellation);
        return await turn.Read("""
            select i.id, i.email, i.role, coalesce(u.display_name, u.email), i.created_at, i.expires_at,
              array(select l.line from invitation_lines l where l.invitation_id = i.id order by l.line),
              array(select l.access from invitation_lines l where l.invitation_id = i.id order by l.line)
            from invitations i join users u on u.id = i.invited_by where i.used_at is null order by i.created_at desc, i.id
            """, [], Read, cancellation);
    }

    public async Task<InvitationLink> Invite(string email, Role role, ImmutableArray<GrantedLine> lines, CancellationToken cancellation)
    {
        var (caller, address, secret, now) = (callers.Current, EmailAddress.Of(email), LinkSecret.Next(), time.GetUtcNow());
        await using (var turn = await AdminTurn.Begin(database, caller, cancellation))
        {
            turn.MayMake(role);
            var id = Guid.CreateVersion7(now);
            await turn.Execute("delete from invitations where normalized_email = $1 and used_at is null", [Text(EmailAddress.Normalize(address))], cancellation);
            var added = await turn.Execute("""
                insert into invitations (id, secret_hash, email, normalized_email, role, invited_by, created_at, expires_at)
                select $1, $2, $3, $4, $5, $6, $7, $8 where not exists (select from users where normalized_email = $4)
                """,
                [
                    Uuid(id), Bytes(LinkSecret.Hash(secret)), Text(address), Text(EmailAddress.Normalize(address)), Text(Word.Of(role)), Uuid(caller.UserId),
                    Time(now), Time(now + Lasts),
                ], cancellation);
            if (added == 0)
            {
                throw new RefusedException(Refusals.EmailTaken, "Somebody with this e-mail address is a member already.");
            }

            foreach (var line in lines.DistinctBy(line => line.Number))
            {
                await turn.MayGive(line.Number, cancellation);
                await turn.Execute(
                    "insert into invitation_lines (invitation_id, line, access) values ($1, $2, $3)",
                    [Uuid(id), Text(line.Number), Text(Word.Of(line.Access))], cancellation);
            }

            await turn.Commit(audit, AuditEntry.By(caller, AuditActions.MemberInvited, address, Word.Of(role)), cancellation);
        }

        var url = post.Url(LinkKind.Invitation, secret);
        return new(url, now + Lasts, await post.Send(LinkKind.Invitation, address, url, CancellationToken.None));
    }

    public async Task Revoke(Guid invitation, CancellationToken cancellation)
    {
        var caller = callers.Current;
        await using var turn = await AdminTurn.Begin(database, caller, cancellation);
        // An owner's invitation is an owner's affair.
        var email = await turn.One(
            "delete from invitations where id = $1 and used_at is null and ($2 or role <> 'owner') returning email",
            [Uuid(invitation), Bool(turn.By.Role == Role.Owner)], cancellation)
            ?? throw new RefusedException(Refusals.InvitationNotFound, "This invitation was accepted or revoked already.");
        await turn.Commit(audit, AuditEntry.By(caller, AuditActions.InvitationRevoked, email), cancellation);
    }

    private static InvitationView Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), Word.Read<Role>(row.GetString(2))!.Value, row.GetString(3), row.Time(4), row.Time(5),
        [.. row.GetFieldValue<string[]>(6).Zip(row.GetFieldValue<string[]>(7), (line, access) => new GrantedLine(line, Word.Read<LineAccess>(access)!.Value))]);
}
