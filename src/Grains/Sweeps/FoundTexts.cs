using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Grains.Sweeps;

/// <summary>Which records of a page are texts that never came.</summary>
internal static class FoundTexts
{
    private const int LongestSender = 64;
    private const int LargestPage = 1000;

    // What the carrier counts differently included, as at the webhook's door.
    private const int LongestBody = 4 * SmsSegments.MaxLength;

    /// <summary>Texts to the line that are not known here.</summary>
    /// <param name="unreadable">Those that no conversation can be found for.</param>
    public static ImmutableArray<FoundText> In(SweepProgress progress, CarrierPage page, ImmutableArray<KnownMessage> known, out int unreadable)
    {
        var sids = known.Select(message => message.MessageSid).ToHashSet(StringComparer.Ordinal);
        var missing = page.Records
            .Where(record => record.Direction == Direction.Inbound && record.To == progress.Line && Look.Concerns(progress, record) && sids.Add(record.MessageSid))
            .ToList();
        // Newest first is the carrier's custom: where it does not keep to it, only the order within a second suffers.
        var before = -progress.Pages * LargestPage;
        ImmutableArray<FoundText> found = [.. missing.Where(IsReadable).Select((record, index) => Found(progress.Line, record, before - index))];
        unreadable = missing.Count - found.Length;
        return found;
    }

    private static bool IsReadable(CarrierRecord record) =>
        record.From is { } from && PhoneNumber.Canonical(from).Length is > 0 and <= LongestSender && !from.Contains(':', StringComparison.Ordinal)
        && record.Body.Length <= LongestBody;

    private static FoundText Found(string line, CarrierRecord record, int place) => new(
        record.MessageSid, line, StorableText.Of(PhoneNumber.Canonical(record.From!)), StorableText.Of(record.Body), record.NumSegments ?? SmsSegments.Of(record.Body).Segments,
        record.MediaCount, record.DateCreated, place);
}
