namespace OrleansSms.Lines;

/// <summary>A phone number of ours at the carrier.</summary>
/// <param name="Number">E.164.</param>
/// <param name="Name">What the team calls it; null: shown by its number.</param>
/// <param name="Access">What the member who asked may do on it.</param>
[GenerateSerializer, Immutable, Alias("sms.Line")]
public sealed record Line(
    [property: Id(0)] string Number,
    [property: Id(1)] string? Name,
    [property: Id(2)] LineAccess Access = LineAccess.Use);
