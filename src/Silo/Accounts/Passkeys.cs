using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using OrleansSms.Audit;
using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.Silo.Accounts;

/// <inheritdoc cref="IPasskeys"/>
internal sealed class Passkeys(
    SignInManager<Member> signIn, UserManager<Member> members, IServiceScopeFactory scopes, ICallers callers, Passwords passwords, SignInTries tries,
    SessionStart session, IHttpContextAccessor http, IAuditLog audit) : IPasskeys
{
    private const int Most = 20;
    private const int LongestCredential = 20_000;

    public Task<ImmutableArray<PasskeyView>> Mine(CancellationToken cancellation) => Alone<ImmutableArray<PasskeyView>>(async (alone, member) =>
        [.. (await alone.GetPasskeysAsync(member)).OrderByDescending(key => key.CreatedAt).Select(key =>
            new PasskeyView(Base64Url.EncodeToString(key.CredentialId), key.Name ?? "Passkey", key.CreatedAt))]);

    public Task Remove(string id, CancellationToken cancellation) => Alone(async (alone, member) =>
    {
        var keys = await alone.GetPasskeysAsync(member);
        if (keys.FirstOrDefault(key => Base64Url.EncodeToString(key.CredentialId) == id) is not { } found)
        {
            throw new RefusedException(Refusals.PasskeyNotFound, "This passkey was removed already.");
        }

        await alone.RemovePasskeyAsync(member, found.CredentialId);
        await audit.Write(AuditEntry.By(callers.Current, AuditActions.PasskeyRemoved, found.Name), CancellationToken.None);
        return true;
    });

    public async Task<string> CreationOptions(string password, CancellationToken cancellation)
    {
        var member = await Me(members);
        await passwords.Confirm(member.Id, password, cancellation);
        return (await members.GetPasskeysAsync(member)).Count < Most
            ? await signIn.MakePasskeyCreationOptionsAsync(new() { Id = member.Id.ToString(), Name = member.Email!, DisplayName = member.DisplayName ?? member.Email! })
            : throw new RefusedException(Refusals.NotAllowed, $"You have {Most} passkeys. Remove one first.");
    }

    public async Task Add(string credentialJson, string name, CancellationToken cancellation)
    {
        var (member, clean) = (await Me(members), MemberName.Of(name));
        var made = IsJson(credentialJson) ? await signIn.PerformPasskeyAttestationAsync(credentialJson) : null;
        if (made is not { Succeeded: true } || made.UserEntity.Id != member.Id.ToString())
        {
            throw new RefusedException(Refusals.NotAllowed, "The passkey could not be checked. Try again.");
        }

        made.Passkey.Name = clean;
        var kept = await members.AddOrUpdatePasskeyAsync(member, made.Passkey);
        if (!kept.Succeeded)
        {
            throw new InvalidOperationException($"The passkey could not be kept: {kept}");
        }

        await audit.Write(AuditEntry.By(callers.Current, AuditActions.PasskeyAdded, clean), CancellationToken.None);
    }

    public Task<string> RequestOptions(CancellationToken cancellation) => signIn.MakePasskeyRequestOptionsAsync(null);

    public async Task<SignInOutcome> SignIn(string credentialJson, CancellationToken cancellation)
    {
        var from = TrySubject.Address(ClientAddress.Of(http.HttpContext) ?? "");
        if (!await tries.Take(from, cancellation))
        {
            return SignInOutcome.LockedOut;
        }

        var shown = IsJson(credentialJson) ? await signIn.PerformPasskeyAssertionAsync(credentialJson) : null;
        if (shown is not { Succeeded: true })
        {
            await audit.Write(new(AuditActions.SignInFailed, null, null, "passkey", ClientAddress.Of(http.HttpContext)), cancellation);
            return SignInOutcome.NoMatch;
        }

        await tries.GiveBack(from, CancellationToken.None);
        if (shown.User.DisabledAt is not null)
        {
            return SignInOutcome.SwitchedOff;
        }

        // Keeps how often the device was used: a copy of it would fall behind.
        await members.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey);
        await session.Begin(shown.User, SignInMethod.Passkey, cancellation);
        return SignInOutcome.SignedIn;
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var read = JsonDocument.Parse(text.Length <= LongestCredential ? text : "");
            return read.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>From a circuit: a context of its own, which remembers nothing.</summary>
    private async Task<T> Alone<T>(Func<UserManager<Member>, Member, Task<T>> ask)
    {
        await using var scope = scopes.CreateAsyncScope();
        var alone = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
        return await ask(alone, await Me(alone));
    }

    private async Task<Member> Me(UserManager<Member> asked) => callers.Current is { TokenId: null } me
        ? await asked.FindByIdAsync(me.UserId.ToString()) ?? throw new RefusedException(Refusals.MemberNotFound, "This account is not there any more.")
        : throw new RefusedException(Refusals.NotAllowed, "Sign in to do this; a token cannot.");
}
