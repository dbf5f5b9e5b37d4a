using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Members;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Accounts;

/// <inheritdoc cref="IProfile"/>
internal sealed class ProfileDesk(NpgsqlDataSource database, ICallers callers, Passwords passwords, IAuditLog audit, TimeProvider time) : IProfile
{
    public async Task<Profile> Read(CancellationToken cancellation) => await database.ReadOne(
        "select coalesce(display_name, ''), email, password_hash is not null from users where id = $1",
        [Uuid(Person().UserId)], row => new Profile(row.GetString(0), row.GetString(1), row.GetBoolean(2)), cancellation)
        ?? throw new RefusedException(Refusals.MemberNotFound, "This account is not there any more.");

    public async Task Rename(string name, CancellationToken cancellation)
    {
        var (me, clean) = (Person(), MemberName.Of(name));
        await database.Execute("update users set display_name = $2 where id = $1", [Uuid(me.UserId), Text(clean)], cancellation);
        await audit.Write(AuditEntry.By(me, AuditActions.NameChanged, clean), CancellationToken.None);
    }

    public async Task ChangeEmail(string email, string password, CancellationToken cancellation)
    {
        var (me, clean) = (Person(), EmailAddress.Of(email));
        await passwords.Confirm(me.UserId, password, cancellation);
        try
        {
            // An address that nobody confirmed yet does not let anybody in through another provider.
            await database.Execute("""
                update users set email = $2, normalized_email = $3, user_name = $2, normalized_user_name = $3, email_confirmed = false,
                  concurrency_stamp = $4
                where id = $1
                """, [Uuid(me.UserId), Text(clean), Text(EmailAddress.Normalize(clean)), Text(Guid.NewGuid().ToString())], cancellation);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new RefusedException(Refusals.EmailTaken, "Somebody else signs in with this e-mail address.");
        }

        // Links to the old address are for whoever reads its mail.
        await database.Execute("delete from password_resets where user_id = $1", [Uuid(me.UserId)], cancellation);
        await audit.Write(AuditEntry.By(me, AuditActions.EmailChanged, clean), CancellationToken.None);
    }

    public async Task<int> ChangePassword(string password, string newPassword, CancellationToken cancellation)
    {
        var me = Person();
        await passwords.Confirm(me.UserId, password, cancellation);
        if ((await passwords.Judge(me.UserId, newPassword)).FirstOrDefault() is { } wrong)
        {
            throw new RefusedException(Refusals.WeakPassword, wrong.Message);
        }

        await passwords.Set(me.UserId, newPassword);
        await database.Execute("delete from password_resets where user_id = $1", [Uuid(me.UserId)], CancellationToken.None);
        var ended = await Sessions.EndOthers(database, me.UserId, me.SessionId, time.GetUtcNow(), CancellationToken.None);
        await audit.Write(AuditEntry.By(me, AuditActions.PasswordChanged), CancellationToken.None);
        return ended;
    }

    /// <summary>An account is its person's: no program changes it.</summary>
    private Caller Person() => callers.Current is { TokenId: null } person
        ? person
        : throw new RefusedException(Refusals.NotAllowed, "Sign in to do this; a token cannot.");
}
