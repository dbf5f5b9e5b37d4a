using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Members;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Accounts;

/// <inheritdoc cref="IPasswordResets"/>
/// <remarks>Whether there is an account is found out after the answer, so the answer takes as long either way.</remarks>
internal sealed partial class PasswordResets(
    NpgsqlDataSource database, Passwords passwords, SignInTries tries, ILinkPost post, IAuditLog audit, TimeProvider time, ILogger<PasswordResets> logger)
    : BackgroundService, IPasswordResets
{
    private const int MostWaiting = 100;
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);
    private static readonly FieldError Gone = new("", "This link was used or has expired. Ask for another one.");

    private readonly Channel<string> _asked = Channel.CreateBounded<string>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ask(string email)
    {
        if (email.Length <= EmailAddress.Longest)
        {
            _asked.Writer.TryWrite(email);
        }
    }

    public async Task<bool> IsOpen(string secret, CancellationToken cancellation) => await database.ReadOne(
        "select 'open' from password_resets where secret_hash = $1 and expires_at > $2",
        [Bytes(LinkSecret.Hash(secret)), Time(time.GetUtcNow())], row => row.GetString(0), cancellation) is not null;

    public async Task<ImmutableArray<FieldError>> Take(string secret, string password, CancellationToken cancellation)
    {
        // What a password may be depends on whose it is; one that is refused leaves the link as it is.
        if (await Holder("select user_id from password_resets where secret_hash = $1 and expires_at > $2", secret, cancellation) is not { } holder)
        {
            return [Gone];
        }

        var wrong = await passwords.Judge(holder.Id, password);
        if (!wrong.IsEmpty)
        {
            return wrong;
        }

        if (await Holder("delete from password_resets where secret_hash = $1 and expires_at > $2 returning user_id", secret, cancellation) is not { } taken)
        {
            return [Gone];
        }

        // The link is used up: what begins here is finished whoever waits for it.
        await passwords.Set(taken.Id, password);
        await database.Execute("delete from password_resets where user_id = $1", [Uuid(taken.Id)], CancellationToken.None);
        await Sessions.EndOthers(database, taken.Id, but: null, time.GetUtcNow(), CancellationToken.None);
        await tries.Clear(TrySubject.Account(EmailAddress.Normalize(taken.Email)), CancellationToken.None);
        await audit.Write(new(AuditActions.PasswordReset, taken.Id, taken.Email), CancellationToken.None);
        return [];
    }

    private Task<Account?> Holder(string links, string secret, CancellationToken cancellation) => database.ReadOne(
        $"with link as ({links}) select u.id, u.email from link join users u on u.id = link.user_id where u.disabled_at is null",
        [Bytes(LinkSecret.Hash(secret)), Time(time.GetUtcNow())], row => new Account(row.GetGuid(0), row.GetString(1)), cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var email in _asked.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await Send(email, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // A hosted service that throws would stop the host; whoever waits for the mail asks again.
                LogNotSent(logger, fault);
            }
        }
    }

    /// <summary>The link goes to the address that is kept, not to the one that was typed.</summary>
    private async Task Send(string typed, CancellationToken cancellation)
    {
        var normalized = EmailAddress.Normalize(typed);
        var account = await database.ReadOne(
            "select id, email from users where normalized_email = $1 and disabled_at is null",
            [Text(normalized)], row => new Account(row.GetGuid(0), row.GetString(1)), cancellation);
        if (account is null || !await tries.Take(TrySubject.Links(normalized), cancellation))
        {
            return;
        }

        var (secret, now) = (LinkSecret.Next(), time.GetUtcNow());
        await database.Execute("""
            with over as (delete from password_resets where expires_at <= $4)
            insert into password_resets (id, secret_hash, user_id, created_at, expires_at) values ($1, $2, $3, $4, $5)
            """, [Uuid(Guid.CreateVersion7(now)), Bytes(LinkSecret.Hash(secret)), Uuid(account.Id), Time(now), Time(now + Lasts)], cancellation);
        await post.Send(LinkKind.PasswordReset, account.Email, post.Url(LinkKind.PasswordReset, secret), cancellation);
        await audit.Write(new(AuditActions.PasswordResetSent, account.Id, account.Email), cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A link to a new password could not be sent.")]
    private static partial void LogNotSent(ILogger logger, Exception fault);

    private sealed record Account(Guid Id, string Email);
}
