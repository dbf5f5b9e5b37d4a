using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Sweeps;

/// <summary>Hands what was found to its conversations, oldest first. A conversation that has a text already does nothing.</summary>
internal sealed partial class TextImport(
    ISweepStore store, ICarrierRecords carrier, IConversationIds ids, IGrainFactory grains, TimeProvider time, ILogger<TextImport> logger)
{
    private const int AtOnce = 200;
    private const int Conversations = 8;

    // The carrier lists a picture's text a moment before the picture.
    private static readonly TimeSpan PicturesByThen = TimeSpan.FromHours(1);

    /// <summary>How many texts are here because of this.</summary>
    public async Task<int> Run(string line, CancellationToken stop)
    {
        var recovered = 0;
        FoundText? last = null;
        while (await store.Finds(line, last, AtOnce, stop) is { IsEmpty: false } oldest)
        {
            last = oldest[^1];
            var ready = ImmutableArray.CreateBuilder<(FoundText Found, ImmutableArray<MediaItem> Media)>();
            foreach (var found in oldest)
            {
                if (await MediaOf(found, stop) is { } media)
                {
                    ready.Add((found, media));
                }
            }

            var taken = new List<string>(ready.Count);
            foreach (var some in ready.GroupBy(one => one.Found.Contact, StringComparer.Ordinal).Chunk(Conversations))
            {
                await Task.WhenAll(some.Select(texts => Receive(texts, taken, stop)));
            }

            recovered += await store.Took([.. taken], stop);
        }

        return recovered;
    }

    private async Task Receive(IEnumerable<(FoundText Found, ImmutableArray<MediaItem> Media)> texts, List<string> taken, CancellationToken stop)
    {
        foreach (var (found, media) in texts)
        {
            var id = ids.For(found.Line, found.Contact);
            try
            {
                await grains.Conversation(id).Receive(
                    new(found.MessageSid, found.Line, found.Contact, found.Body, found.NumSegments, media, OptOutType: null, CarrierDate: found.DateCreated), stop);
                taken.Add(found.MessageSid);
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                // One conversation that cannot take its texts now must not keep the others from theirs: the next sweep tries again.
                LogNotTaken(logger, fault, id);
                return;
            }
        }
    }

    /// <summary>Null: there are pictures, and the carrier does not show them yet.</summary>
    private async Task<ImmutableArray<MediaItem>?> MediaOf(FoundText found, CancellationToken stop)
    {
        if (found.MediaCount == 0)
        {
            return [];
        }

        var record = await carrier.Find(found.Line, found.MessageSid, stop);
        return record is { MediaCount: > 0, Media.IsEmpty: true } && time.Now() - found.DateCreated < PicturesByThen
            ? null
            : record?.Media ?? [];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Conversation {Id} could not take a text that was missed; it is tried again.")]
    private static partial void LogNotTaken(ILogger logger, Exception fault, ConversationId id);
}
