using OrleansSms.TwilioSimulator.Carrier;

namespace OrleansSms.TwilioSimulator.Numbers;

internal enum NumberKind
{
    LongCode,
    TollFree,
    ShortCode,
}

/// <summary>How texts with keywords to a number are treated.</summary>
internal enum OptOutMode
{
    Default,
    TollFree,
    ShortCode,
    Advanced,
}

/// <summary>A phone number of an account.</summary>
internal sealed class OwnedNumber(string sid, string accountSid, string number, DateTimeOffset created)
{
    public string Sid { get; } = sid;

    /// <summary>Numbers move between accounts; a number is in one at a time.</summary>
    public string AccountSid { get; set; } = accountSid;

    public string Number { get; } = number;
    public DateTimeOffset Created { get; } = created;
    public DateTimeOffset Updated { get; set; } = created;
    public string FriendlyName { get; set; } = number;
    public bool Sms { get; set; } = true;
    public bool Mms { get; set; }
    public bool Voice { get; set; }

    /// <summary>Segments per second; null means the rate of its kind.</summary>
    public double? Rate { get; set; }

    public OptOutMode? OptOutMode { get; set; }

    /// <summary>Addresses and methods by their name in JSON; see <see cref="NumberFields"/>.</summary>
    public Dictionary<string, string> Webhooks { get; } = NumberFields.Defaults();

    public NumberKind Kind =>
        !Number.StartsWith('+') ? NumberKind.ShortCode : Dialing.IsTollFree(Number) ? NumberKind.TollFree : NumberKind.LongCode;
}
