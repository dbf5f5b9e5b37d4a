using System.Buffers.Binary;

namespace OrleansSms.Grains.Calls;

/// <summary>What a file of sound is, by what is in it: names and headings are only what somebody says of it.</summary>
internal static class SoundFile
{
    public const string Mp3 = "audio/mpeg";
    public const string Wav = "audio/wav";

    private const int ChunkHead = 8;
    private const int TagHead = 10;
    private const int FarthestFrame = 8192;

    /// <returns>Null: neither an MP3 nor a WAV that the carrier plays.</returns>
    public static string? TypeOf(ReadOnlySpan<byte> content) => IsWav(content) ? Wav : IsMp3(content) ? Mp3 : null;

    private static bool IsWav(ReadOnlySpan<byte> content)
    {
        if (content.Length < 12 || !content.StartsWith("RIFF"u8) || !content[8..12].SequenceEqual("WAVE"u8))
        {
            return false;
        }

        var isFormKnown = false;
        for (var at = 12; at <= content.Length - ChunkHead;)
        {
            var name = content.Slice(at, 4);
            var rest = content[(at + ChunkHead)..];
            var length = BinaryPrimitives.ReadUInt32LittleEndian(content[(at + 4)..]);
            if (name.SequenceEqual("fmt "u8))
            {
                // Plain samples, the two codes of telephony, and plain samples with more said about them.
                isFormKnown = rest.Length >= 16 && BinaryPrimitives.ReadUInt16LittleEndian(rest) is 1 or 6 or 7 or 0xFFFE;
            }
            else if (name.SequenceEqual("data"u8))
            {
                return isFormKnown && length > 0 && !rest.IsEmpty;
            }

            // Chunks begin at even places.
            if (length + (length & 1) > rest.Length)
            {
                return false;
            }

            at += ChunkHead + (int)(length + (length & 1));
        }

        return false;
    }

    /// <summary>Two frames behind each other, or one that fills the file: a single mark is in many files by chance.</summary>
    private static bool IsMp3(ReadOnlySpan<byte> content)
    {
        var start = AfterTag(content);
        for (var at = start; at <= content.Length - Mp3Frame.Head && at - start < FarthestFrame; at++)
        {
            if (Mp3Frame.LengthOf(content[at..]) is { } length
                && (at + length == content.Length || (at + length <= content.Length - Mp3Frame.Head && Mp3Frame.LengthOf(content[(at + length)..]) is not null)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Names and pictures stand before the sound, with their length in bytes of seven bits.</summary>
    private static int AfterTag(ReadOnlySpan<byte> content) => content.Length >= TagHead && content.StartsWith("ID3"u8)
        ? Math.Min(content.Length, TagHead + ((content[6] & 0x7F) << 21 | (content[7] & 0x7F) << 14 | (content[8] & 0x7F) << 7 | (content[9] & 0x7F)))
        : 0;
}
