using System.Buffers.Binary;

namespace OrleansSms.TwilioSimulator.Recordings;

/// <summary>Sound of a given length: a quiet tone as WAV (16 bit, 8 kHz), silence as MP3.</summary>
internal static class Tone
{
    private const int Rate = 8000;
    private const int Header = 44;
    private const double Pitch = 440;
    private const double Volume = 3000;

    // One frame of MPEG-2.5 layer III at 8 kbit/s and 8 kHz: header, empty side information, nothing else.
    private const int FrameBytes = 72;
    private const int FrameMs = 72;
    private static readonly byte[] FrameHeader = [0xFF, 0xE3, 0x18, 0xC4];

    public static byte[] Wav(int seconds, int channels)
    {
        var samples = seconds * Rate;
        var data = samples * channels * sizeof(short);
        var file = new byte[Header + data];
        var wave = file.AsSpan();
        "RIFF"u8.CopyTo(wave);
        BinaryPrimitives.WriteInt32LittleEndian(wave[4..], Header - 8 + data);
        "WAVEfmt "u8.CopyTo(wave[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(wave[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(wave[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(wave[22..], (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(wave[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(wave[28..], Rate * channels * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(wave[32..], (short)(channels * sizeof(short)));
        BinaryPrimitives.WriteInt16LittleEndian(wave[34..], 16);
        "data"u8.CopyTo(wave[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(wave[40..], data);
        for (var sample = 0; sample < samples; sample++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                // The second channel sounds a fifth higher, so that the two sides can be told apart.
                var pitch = channel == 0 ? Pitch : Pitch * 1.5;
                var value = (short)(Volume * Math.Sin(2 * Math.PI * pitch * sample / Rate));
                BinaryPrimitives.WriteInt16LittleEndian(wave[(Header + ((sample * channels + channel) * sizeof(short)))..], value);
            }
        }

        return file;
    }

    public static byte[] Mp3(int seconds)
    {
        var frames = Math.Max(1, seconds * 1000 / FrameMs);
        var file = new byte[frames * FrameBytes];
        for (var frame = 0; frame < frames; frame++)
        {
            FrameHeader.CopyTo(file, frame * FrameBytes);
        }

        return file;
    }
}
