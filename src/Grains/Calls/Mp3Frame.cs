namespace OrleansSms.Grains.Calls;

/// <summary>The head of a stretch of sound in an MP3 file.</summary>
internal static class Mp3Frame
{
    public const int Head = 4;

    // In kbit/s, by the number in the head; 0 and 15 mean nothing that can be counted.
    private static readonly int[] Rates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0];
    private static readonly int[] LowRates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0];
    private static readonly int[] Samples = [44100, 48000, 32000, 0];

    /// <returns>How long the frame is, with its head; null: no frame begins here.</returns>
    public static int? LengthOf(ReadOnlySpan<byte> at)
    {
        if (at.Length < Head || at[0] != 0xFF || (at[1] & 0xE6) != 0xE2)
        {
            return null; // not the mark, or of another layer
        }

        var version = at[1] >> 3 & 3; // 3: the first, 2: the second, 0: half of that again
        var isFirst = version == 3;
        var rate = (isFirst ? Rates : LowRates)[at[2] >> 4];
        var samples = Samples[at[2] >> 2 & 3] / (isFirst ? 1 : version == 2 ? 2 : 4);
        return version == 1 || rate == 0 || samples == 0
            ? null
            : (isFirst ? 144_000 : 72_000) * rate / samples + (at[2] >> 1 & 1);
    }
}
