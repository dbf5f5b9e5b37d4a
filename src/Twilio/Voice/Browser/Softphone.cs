using System.Collections.Immutable;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;
using OrleansSms.Members;

namespace OrleansSms.Twilio.Voice.Browser;

/// <inheritdoc cref="ISoftphone"/>
internal sealed class Softphone(ICallers callers, PassMint mint, IMemberPhones phones, TimeProvider time) : ISoftphone
{
    // Signalling begins at one name and is taken up again at that of the place it was led to.
    private static readonly ImmutableArray<string> Carrier =
        ["wss://*.twilio.com", "https://eventgw.twilio.com", "https://sdk.twilio.com", "https://media.twiliocdn.com"];

    public ImmutableArray<string> Sources => mint.IsThere ? Carrier : [];

    public async Task<SoftphonePass?> Pass(CancellationToken cancellation)
    {
        if (callers.Current is not { TokenId: null, UserId: var userId })
        {
            throw new RefusedException(Refusals.NotAllowed, "Sign in to do this; a token cannot.");
        }

        if (!mint.IsThere)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var identity = BrowserPhone.IdentityOf(userId);
        var pass = new SoftphonePass(mint.Mint(identity, now), identity, (int)PassMint.Lifetime.TotalSeconds);
        await phones.Reachable(userId, now + PassMint.Lifetime, cancellation);
        return pass;
    }
}
