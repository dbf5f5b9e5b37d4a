namespace OrleansSms.PhoneNumbers;

/// <summary>What a carrier calls one of our numbers; it decides how fast the number may send.</summary>
public enum NumberKind
{
    /// <summary>A usual number of the North American plan.</summary>
    LongCode,

    /// <summary>A toll-free number of the North American plan.</summary>
    TollFree,

    /// <summary>Some digits that are no phone number.</summary>
    ShortCode,

    /// <summary>A number of any other country.</summary>
    International,
}
