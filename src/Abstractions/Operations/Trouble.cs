namespace OrleansSms.Operations;

/// <summary>Something that a silo warned of or failed at, as often as it happened.</summary>
/// <param name="Source">Which part of the program said it.</param>
/// <param name="Text">As it was said last, without whole phone numbers.</param>
/// <param name="Fault">Of which kind the fault behind it was; null: there was none.</param>
/// <param name="FirstAt">UTC.</param>
/// <param name="LastAt">UTC.</param>
public sealed record Trouble(string Source, string Text, string? Fault, bool IsError, long Count, DateTimeOffset FirstAt, DateTimeOffset LastAt);
