namespace OrleansSms.Calls;

/// <summary>The phone that a member takes calls on; asked and set by the signed-in member only.</summary>
/// <remarks>A rule that says no throws <see cref="RefusedException"/>.</remarks>
public interface IMemberPhone
{
    /// <returns>Null: the member named none.</returns>
    Task<MemberPhone?> Own(CancellationToken cancellation);

    /// <param name="typedNumber">In any usual international spelling; null: no phone any more.</param>
    /// <param name="isAvailable">Whether calls that come in ring there.</param>
    Task<MemberPhone?> Set(string? typedNumber, bool isAvailable, CancellationToken cancellation);
}

/// <param name="Number">E.164, or that of a <see cref="BrowserPhone"/>.</param>
/// <param name="IsAvailable">Calls that come in ring there.</param>
[GenerateSerializer, Immutable, Alias("sms.MemberPhone")]
public sealed record MemberPhone(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] string Number,
    [property: Id(2)] bool IsAvailable);
