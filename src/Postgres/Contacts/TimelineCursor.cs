using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;

namespace OrleansSms.Postgres.Contacts;

/// <summary>How far each conversation was read: entries below its number are still to come. Opaque to callers.</summary>
internal sealed record TimelineCursor(ImmutableArray<TimelinePlace> Places)
{
    private const int Length = 20;

    public override string ToString()
    {
        var bytes = new byte[Places.Length * Length];
        for (var i = 0; i < Places.Length; i++)
        {
            var place = bytes.AsSpan(i * Length, Length);
            Places[i].Conversation.TryWriteBytes(place);
            BinaryPrimitives.WriteInt32BigEndian(place[16..], Places[i].Before);
        }

        return Base64Url.EncodeToString(bytes);
    }

    /// <exception cref="RefusedException">It is not one that a timeline gave.</exception>
    public static TimelineCursor Read(string text)
    {
        // Decoding throws on what is not valid.
        if (!Base64Url.IsValid(text) || Base64Url.DecodeFromChars(text) is not { Length: > 0 } bytes || bytes.Length % Length != 0)
        {
            throw new RefusedException(Refusals.InvalidCursor, "The cursor is not one that a timeline gave.");
        }

        return new([.. Enumerable.Range(0, bytes.Length / Length).Select(i =>
            new TimelinePlace(new Guid(bytes.AsSpan(i * Length, 16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan((i * Length) + 16, 4))))]);
    }
}

/// <param name="Before">The number of the entry that was read last.</param>
internal readonly record struct TimelinePlace(Guid Conversation, int Before);
