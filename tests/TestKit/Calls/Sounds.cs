using System.Buffers.Binary;

namespace OrleansSms.TestKit.Calls;

/// <summary>Files of sound, as small as they can be.</summary>
public static class Sounds
{
    /// <summary>Silence in plain samples, or in another form.</summary>
    public static byte[] Wav(int samples = 800, ushort form = 1)
    {
        var file = new byte[44 + (samples * 2)];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), (uint)file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(20), form);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(24), 8000);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(28), 16000);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(32), 2);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(40), (uint)samples * 2);
        return file;
    }

    /// <summary>Frames of 128 kbit/s and 44.1 kHz with nothing in them, behind a tag of so many bytes.</summary>
    public static byte[] Mp3(int frames = 3, int tag = 0)
    {
        const int Length = 417;
        var file = new byte[tag + (frames * Length)];
        if (tag > 0)
        {
            "ID3"u8.CopyTo(file);
            (file[3], file[8], file[9]) = (4, (byte)((tag - 10) >> 7), (byte)((tag - 10) & 0x7F));
        }

        for (var frame = 0; frame < frames; frame++)
        {
            ((byte[])[0xFF, 0xFB, 0x90, 0x00]).CopyTo(file, tag + (frame * Length));
        }

        return file;
    }
}
