using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Members;
using OrleansSms.Postgres.Audit;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Accounts;

/// <inheritdoc cref="ISecondFactor"/>
internal sealed class SecondFactorDesk(
    NpgsqlDataSource database, ICallers callers, Authenticators authenticators, Passwords passwords, SignInTries tries, AuditLog audit) : ISecondFactor
{
    private const string Issuer = "OrleansSms";

    public async Task<SecondFactorView> Read(CancellationToken cancellation) => await database.ReadOne("""
        select u.two_factor_enabled, (select count(*) from recovery_codes c where c.user_id = u.id)::integer,
          exists (select from settings where key = 'second-factor-required' and value = 'true')
        from users u where u.id = $1
        """, [Uuid(Person().UserId)], row => new SecondFactorView(row.GetBoolean(0), row.GetInt32(1), row.GetBoolean(2)), cancellation)
        ?? throw new RefusedException(Refusals.MemberNotFound, "This account is not there any more.");

    public async Task<AuthenticatorKey> Begin(CancellationToken cancellation)
    {
        var me = Person();
        var key = Totp.Encode(await authenticators.Begin(me.UserId, cancellation));
        var email = await Email(me.UserId, cancellation);
        return new(
            string.Join(' ', key.Chunk(4).Select(part => new string(part))),
            $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(email)}?secret={key}&issuer={Issuer}");
    }

    public async Task<ImmutableArray<string>?> Confirm(string code, CancellationToken cancellation)
    {
        var me = Person();
        if (!await tries.Take(TrySubject.Codes(me.UserId), cancellation))
        {
            throw new RefusedException(Refusals.TooManyTries, "Too many tries. Wait 15 minutes, then try again.");
        }

        var codes = await authenticators.Confirm(me.UserId, code, cancellation);
        if (codes is not null)
        {
            await tries.Clear(TrySubject.Codes(me.UserId), CancellationToken.None);
            await audit.Write(AuditEntry.By(me, AuditActions.SecondFactorSetUp), CancellationToken.None);
        }

        return codes;
    }

    public async Task<ImmutableArray<string>> NewRecoveryCodes(string password, CancellationToken cancellation)
    {
        var me = Person();
        await passwords.Confirm(me.UserId, password, cancellation);
        if (!(await Read(cancellation)).IsOn)
        {
            throw new RefusedException(Refusals.NoSecondFactor, "Set up an authenticator app first.");
        }

        var codes = await authenticators.NewRecoveryCodes(me.UserId, cancellation);
        await audit.Write(AuditEntry.By(me, AuditActions.RecoveryCodesMade), CancellationToken.None);
        return codes;
    }

    public async Task TurnOff(string password, CancellationToken cancellation)
    {
        var me = Person();
        await passwords.Confirm(me.UserId, password, cancellation);
        await authenticators.TurnOff(me.UserId, cancellation);
        await audit.Write(AuditEntry.By(me, AuditActions.SecondFactorTurnedOff, await Email(me.UserId, cancellation)), CancellationToken.None);
    }

    public async Task Require(bool ofEverybody, CancellationToken cancellation)
    {
        var me = Person();
        await using var turn = await AdminTurn.Begin(database, me, cancellation);
        if (turn.By.Role != Role.Owner)
        {
            throw new RefusedException(Refusals.OwnersOnly, "Only an owner decides this.");
        }

        if (ofEverybody && !(await Read(cancellation)).IsOn)
        {
            throw new RefusedException(Refusals.NoSecondFactor, "Set up your own authenticator app first.");
        }

        await turn.Execute("""
            insert into settings (key, value) values ('second-factor-required', $1) on conflict (key) do update set value = excluded.value
            """, [Text(ofEverybody ? "true" : "false")], cancellation);
        await turn.Commit(audit, AuditEntry.By(me, ofEverybody ? AuditActions.SecondFactorRequired : AuditActions.SecondFactorNotRequired), cancellation);
    }

    private async Task<string> Email(Guid userId, CancellationToken cancellation) =>
        await database.ReadOne("select email from users where id = $1", [Uuid(userId)], row => row.GetString(0), cancellation) ?? "";

    /// <summary>An account is its person's: no program changes it.</summary>
    private Caller Person() => callers.Current is { TokenId: null } person
        ? person
        : throw new RefusedException(Refusals.NotAllowed, "Sign in to do this; a token cannot.");
}
