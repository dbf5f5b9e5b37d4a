using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;
using OrleansSms.Twilio;

namespace OrleansSms.Silo.Accounts.Provider;

/// <summary>What happens while a browser is away at the provider and when it comes back: it always ends on a page of ours.</summary>
internal sealed partial class ProviderEvents(
    ProviderDoor door, SignInTries tries, SignInBook record, IOptions<TwilioOptions> carrier, ILogger<ProviderEvents> logger) : OpenIdConnectEvents
{
    private static readonly object Counted = new();

    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        context.ProtocolMessage.RedirectUri = ProviderSetup.CallbackOf(carrier.Value) ?? context.ProtocolMessage.RedirectUri;
        return Task.CompletedTask;
    }

    /// <summary>
    /// Counted before the provider is asked about it, and not before it is known that this browser went there: another site's page
    /// can make a browser bring us things, and must not use up the tries of its address.
    /// </summary>
    public override async Task AuthorizationCodeReceived(AuthorizationCodeReceivedContext context)
    {
        if (!await Count(context.HttpContext))
        {
            context.HandleResponse();
            context.HttpContext.SendBack(ProviderRefusal.LockedOut, context.Properties?.RedirectUri);
        }
    }

    /// <summary>The protocol lets a token that came by TLS go unsigned; then whoever is in between would say who somebody is.</summary>
    public override Task TokenValidated(TokenValidatedContext context)
    {
        if (string.IsNullOrEmpty(context.SecurityToken.RawSignature))
        {
            context.Fail("The token is not signed.");
        }

        return Task.CompletedTask;
    }

    public override Task UserInformationReceived(UserInformationReceivedContext context)
    {
        ProviderIdentity.Overwrite(context.Principal, context.User.RootElement);
        return Task.CompletedTask;
    }

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        context.HandleResponse();
        var http = context.HttpContext;
        try
        {
            await Enter(http, ProviderIdentity.Of(context.Principal), context.ReturnUri);
        }
        catch (Exception fault) when (!http.RequestAborted.IsCancellationRequested)
        {
            // The provider's part is done, so the fault is ours; the sign-in page can still say so.
            LogFault(logger, fault);
            http.SendBack(ProviderRefusal.Unavailable, context.ReturnUri);
        }
    }

    public override Task AccessDenied(AccessDeniedContext context)
    {
        context.HandleResponse();
        return Refuse(context.HttpContext, ProviderRefusal.Declined, context.Properties?.RedirectUri);
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        context.HandleResponse();
        var refusal = ProviderFaults.Refusal(context.Failure);
        if (refusal == ProviderRefusal.NotProved && !IsCounted(context.HttpContext))
        {
            LogNotOurs(logger, context.Failure?.Message);
        }
        else
        {
            LogRefused(logger, context.Failure);
        }

        return Refuse(context.HttpContext, refusal, context.Properties?.RedirectUri);
    }

    private async Task Enter(HttpContext http, ProviderIdentity? who, string? returnPath)
    {
        // Before the rest of the request knows who the browser is signed in as: that session ends when another begins.
        http.User = (await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal ?? http.User;
        var signedIn = Guid.TryParse(http.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : (Guid?)null;
        var (member, refusal) = who is null ? (null, ProviderRefusal.NotProved) : await door.Find(who, signedIn, http.RequestAborted);
        if (refusal is { } why)
        {
            await record.ProviderRefused(member, who?.Email, why, http.RequestAborted);
            http.SendBack(why, returnPath);
            return;
        }

        await tries.GiveBack(From(http), CancellationToken.None);
        if (await door.LetIn(member!, who!, http.RequestAborted))
        {
            http.SendTo("/sign-in/code", returnPath);
        }
        else
        {
            http.Response.Redirect($"{http.Request.PathBase}{returnPath}");
        }
    }

    private async Task Refuse(HttpContext http, ProviderRefusal refusal, string? returnPath)
    {
        try
        {
            // What is not counted could be written without end. An answer without a code was not counted yet.
            if (IsCounted(http) || (refusal == ProviderRefusal.Declined && await Count(http)))
            {
                await record.ProviderRefused(null, null, refusal, http.RequestAborted);
            }
        }
        catch (Exception fault) when (!http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is let in here, so it may happen without being on record.
            LogFault(logger, fault);
        }

        http.SendBack(refusal, returnPath);
    }

    private async Task<bool> Count(HttpContext http)
    {
        if (!await tries.Take(From(http), http.RequestAborted))
        {
            return false;
        }

        http.Items[Counted] = Counted;
        return true;
    }

    private static bool IsCounted(HttpContext http) => http.Items.ContainsKey(Counted);

    private static TrySubject From(HttpContext http) => TrySubject.Address(ClientAddress.Of(http) ?? "");

    [LoggerMessage(Level = LogLevel.Error, Message = "Signing in through the provider failed.")]
    private static partial void LogFault(ILogger logger, Exception fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "What a browser brought from the provider was not for it, or too late: {Why}")]
    private static partial void LogNotOurs(ILogger logger, string? why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Somebody who came from the provider was not let in.")]
    private static partial void LogRefused(ILogger logger, Exception? fault);
}
