using System.Collections.Immutable;

namespace OrleansSms.Carrier;

/// <summary>A phone number as the carrier has it, and what is to be said about it.</summary>
/// <param name="Sid">The carrier's name for it.</param>
/// <param name="Number">E.164.</param>
/// <param name="Label">What it is called at the carrier; null when that is the number again.</param>
/// <param name="LineAccount">Of a line of another account: which one, by its ending.</param>
public sealed record CarrierNumber(
    string Sid,
    string Number,
    string? Label,
    bool CanText,
    bool CanSendPictures,
    bool CanCall,
    LinePlace Place,
    string? LineAccount,
    ImmutableArray<NumberAddress> Addresses,
    ImmutableArray<CarrierFinding> Findings)
{
    /// <summary>There is something that setting it up would change.</summary>
    public bool NeedsSetUp => NeedsSetUpFor(calls: true);

    /// <summary>Its texts or calls go somewhere else now, and would not any more.</summary>
    public bool GoesElsewhere => TextsGoElsewhere || CallsGoElsewhere;

    public bool TextsGoElsewhere => Addresses.Any(address => !address.IsOfCalls && address.State == AddressState.Other);

    public bool CallsGoElsewhere => Addresses.Any(address => address.IsOfCalls && address.State == AddressState.Other);

    /// <summary>The worst that was found.</summary>
    public FindingLevel Worst => Findings.IsEmpty ? FindingLevel.Good : Findings.Max(finding => finding.Level);

    /// <param name="calls">Whether the addresses for its calls are set as well.</param>
    public bool NeedsSetUpFor(bool calls) => (CanText || CanCall)
        && (Place != LinePlace.Here || Addresses.Any(address => address.State != AddressState.Right && (calls || !address.IsOfCalls)));
}

/// <summary>Whether a number is a line of ours.</summary>
public enum LinePlace
{
    /// <summary>It is no line.</summary>
    None,

    /// <summary>A line that sends through the account that was looked at.</summary>
    Here,

    /// <summary>A line that sends through another account.</summary>
    OtherAccount,

    /// <summary>A line that no account is known for, so it cannot send.</summary>
    NoAccount,
}

/// <summary>One of the addresses a number has at the carrier.</summary>
/// <param name="Use">What it is for: "Texts", "Calls" …</param>
/// <param name="Is">The address with its method; null: none.</param>
/// <param name="ShouldBe">What setting up writes.</param>
/// <param name="IsOfCalls">It is about calls, not about texts.</param>
public sealed record NumberAddress(string Use, string? Is, string ShouldBe, AddressState State, bool IsOfCalls = false);

/// <summary>How an address stands to what it should be.</summary>
public enum AddressState
{
    Right,

    /// <summary>Ours, but called in a way that is not tried again when we are away.</summary>
    Almost,

    /// <summary>None is set.</summary>
    Missing,

    /// <summary>Another one is set.</summary>
    Other,
}

/// <summary>The numbers of an account.</summary>
/// <param name="Failure">Why they could not be listed; null when they were.</param>
/// <param name="Findings">About the account as a whole.</param>
public sealed record NumberList(ImmutableArray<CarrierNumber> Numbers, ImmutableArray<CarrierFinding> Findings, string? Failure = null);

/// <summary>What became of setting up one number.</summary>
/// <param name="Sentence">For a person.</param>
public sealed record NumberOutcome(bool IsDone, string Sentence);
