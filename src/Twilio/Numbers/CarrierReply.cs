using System.Globalization;
using System.Net;
using OrleansSms.Twilio.Outbound;

namespace OrleansSms.Twilio.Numbers;

/// <summary>What the carrier said to a question.</summary>
/// <param name="Status">Null: nothing came.</param>
internal readonly record struct CarrierReply(HttpStatusCode? Status, CarrierJson? Json)
{
    public bool IsRight => Status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices && Json is not null;

    public int? Code => AnswerReading.CodeOf(Json);

    /// <summary>The carrier itself says that there is no such thing; a page of something in between is no word of it.</summary>
    public bool IsGone => Status == HttpStatusCode.NotFound && Json is not null;

    public bool IsLockedOut => Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    /// <summary>What is wrong, in words for an owner. The carrier's own words may name numbers, and are for developers.</summary>
    public string Trouble => (Status, Code) switch
    {
        (null, _) => "The carrier could not be reached. Check this machine's way to the internet, and try again.",
        (_, 20008) => "These are test credentials, which can do nothing here. Enter the live ones.",
        (_, 10001 or 20005) => "The carrier says that the account is not active: it is suspended, closed, or has no balance.",
        (_, 20006 or 20010) => "The carrier does not allow this to the account.",
        (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, _) => "The carrier does not accept these credentials.",
        (HttpStatusCode.NotFound, _) => "The carrier knows nothing of that name.",
        (HttpStatusCode.TooManyRequests, _) => "The carrier has too many requests of this account. Try again in a moment.",
        (>= HttpStatusCode.InternalServerError, _) => "The carrier has trouble of its own. Try again in a moment.",
        (_, { } code) => string.Create(CultureInfo.InvariantCulture, $"The carrier says no (code {code})."),
        var (status, _) => string.Create(CultureInfo.InvariantCulture, $"The carrier gave no usable answer (HTTP {(int)status.Value})."),
    };
}
