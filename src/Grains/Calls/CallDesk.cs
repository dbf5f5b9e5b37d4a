using System.Collections.Immutable;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Inbox;
using OrleansSms.Grains.Ports;
using OrleansSms.Members;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Grains.Calls;

/// <summary>The edge of what a member does with calls: membership is checked here, then the grains decide.</summary>
internal sealed class CallDesk(Asker asker, IMemberPhones phones, ICarrierCalls carrier, ICallQueries queries, IConversationIds ids, IGrainFactory grains) : ICallDesk
{
    private const int MostPerPage = 200;

    public async Task<TakenCall> Place(WantedCall wanted, CancellationToken cancellation)
    {
        var userId = asker.Asking(Scopes.Send);
        if (PhoneNumber.IsShortCode(wanted.To))
        {
            // Within a country it could be read as the beginning of a number.
            throw new RefusedException(Refusals.InvalidNumber, "A short code takes texts only. Use the full number with the country code, like +44 7700 900123.");
        }

        var (line, contact) = await asker.Pair(userId, wanted.From, wanted.To, cancellation);
        var id = ids.For(line, contact);
        if (wanted.ConversationId is { } expected && expected != id)
        {
            throw new RefusedException(Refusals.ConversationMismatch, "This conversation is between other numbers.");
        }

        var phone = await PhoneOf(wanted, line, userId, cancellation);
        return ForMembers(await grains.Calls(id).Place(new(wanted.CallId, line, contact, userId, phone), cancellation));
    }

    public async Task<Call?> HangUp(Guid callId, CancellationToken cancellation) =>
        await queries.Find(asker.Asking(Scopes.Send), callId, cancellation) is { } call
            ? ForMembers(await grains.Calls(call.ConversationId).HangUp(callId, cancellation))
            : null;

    public async Task<Call?> Find(Guid callId, CancellationToken cancellation) => await queries.Find(asker.Asking(Scopes.Read), callId, cancellation);

    public async Task<CallPage> History(CallQuery query, CancellationToken cancellation) =>
        await queries.Page(asker.Asking(Scopes.Read), query with { Limit = Math.Clamp(query.Limit, 1, MostPerPage) }, cancellation);

    public async Task<ImmutableArray<Call>> Under(CancellationToken cancellation) => await queries.Under(asker.Asking(Scopes.Read), cancellation);

    private async Task<string> PhoneOf(WantedCall wanted, string line, Guid userId, CancellationToken cancellation) => wanted.Via is { } typed
        ? PhoneNumber.Parse(typed, PhoneNumber.Region(line))
            ?? throw new RefusedException(Refusals.InvalidNumber, "The phone to be called on first is not a valid phone number. Use the full number with the country code, like +44 7700 900123.") { Field = "via" }
        : wanted.InBrowser && carrier.ReachesBrowsers(line) ? BrowserPhone.Of(userId)
        : (await phones.Find(userId, cancellation))?.Number
            ?? throw new RefusedException(Refusals.NoPhone, "Enter the phone that you want to be called on first, in your profile.");

    /// <summary>A member's own phone is nobody else's to see, and the member knows it.</summary>
    private static TakenCall ForMembers(TakenCall taken) => taken with { Call = taken.Call with { MemberNumber = null } };

    private static Call? ForMembers(Call? call) => call is null ? null : call with { MemberNumber = null };
}
