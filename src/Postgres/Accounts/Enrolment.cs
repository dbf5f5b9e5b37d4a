using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Members;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Accounts;

/// <summary>Makes a member of whoever accepts an invitation: once, while it lasts, and while who invited still may.</summary>
public sealed class Enrolment(UserManager<Member> members, AccountsDb accounts, IAuditLog audit, TimeProvider time)
{
    private const string Gone = "This invitation was used, revoked or has expired. Ask for another one.";

    public async Task<InvitationAnswer> Look(string secret, CancellationToken cancellation)
    {
        await accounts.Database.OpenConnectionAsync(cancellation);
        var invitation = await Find(secret, "", cancellation);
        return invitation is null ? new(InvitationState.Unknown)
            : invitation.IsUsed ? new(InvitationState.Used)
            : invitation.ExpiresAt <= time.GetUtcNow() ? new(InvitationState.Expired)
            : new(InvitationState.Open, invitation.Email);
    }

    /// <returns>The member, or what is wrong.</returns>
    public async Task<(Member? Member, ImmutableArray<FieldError> Wrong)> Join(string secret, string name, string password, CancellationToken cancellation)
    {
        string displayName;
        try
        {
            displayName = MemberName.Of(name);
        }
        catch (RefusedException refused)
        {
            return (null, [new("Name", refused.Message)]);
        }

        var now = time.GetUtcNow();
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellation);
        if (await Find(secret, "for update of i", cancellation) is not { IsUsed: false } invitation || invitation.ExpiresAt <= now)
        {
            return (null, [new("", Gone)]);
        }

        var member = new Member
        {
            Id = Guid.CreateVersion7(now), UserName = invitation.Email, Email = invitation.Email, EmailConfirmed = true,
            Role = invitation.Role, DisplayName = displayName,
        };
        var wrong = await Passwords.Judge(members, member, password);
        if (wrong.IsEmpty && await members.CreateAsync(member, password) is { Succeeded: false } failed)
        {
            wrong = [.. failed.Errors.Select(error => new FieldError("", error.Description)).DistinctBy(error => error.Message)];
        }

        if (!wrong.IsEmpty)
        {
            return (null, wrong);
        }

        await GiveLines(invitation.Id, member, cancellation);
        await transaction.CommitAsync(cancellation);
        await audit.Write(new(AuditActions.InvitationAccepted, member.Id, member.Email, member.Role), CancellationToken.None);
        return (member, []);
    }

    private async Task GiveLines(Guid invitation, Member member, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)accounts.Database.GetDbConnection());
        batch.BatchCommands.Add(new("update invitations set used_at = $2 where id = $1") { Parameters = { Uuid(invitation), Time(time.GetUtcNow()) } });
        batch.BatchCommands.Add(new("insert into line_members (line, user_id, access) select line, $2, access from invitation_lines where invitation_id = $1")
        {
            Parameters = { Uuid(invitation), Uuid(member.Id) },
        });
        batch.BatchCommands.Add(new("""
            insert into line_members (line, user_id, access) select number, $1, 'use' from lines where $2
            on conflict (line, user_id) do update set access = excluded.access
            """)
        {
            Parameters = { Uuid(member.Id), Bool(member.Role == Word.Of(Role.Owner)) },
        });
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<Invitation?> Find(string secret, string locked, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"""
            select i.id, i.email, i.role, i.expires_at, i.used_at is not null
            from invitations i join users by on by.id = i.invited_by
            where i.secret_hash = $1 and by.disabled_at is null and (by.role = 'owner' or (by.role = 'admin' and i.role <> 'owner')) {locked}
            """, (NpgsqlConnection)accounts.Database.GetDbConnection()) { Parameters = { Bytes(LinkSecret.Hash(secret)) } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.Time(3), reader.GetBoolean(4))
            : null;
    }

    private sealed record Invitation(Guid Id, string Email, string Role, DateTimeOffset ExpiresAt, bool IsUsed);
}
