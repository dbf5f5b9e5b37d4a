using System.Text;
using OrleansSms.Grains.Calls;
using OrleansSms.TestKit.Calls;

namespace OrleansSms.Grains.Tests.Calls;

public sealed class SoundFileTests
{
    public static TheoryData<string, byte[], string?> Files => new()
    {
        { "plain samples", Sounds.Wav(), SoundFile.Wav },
        { "as telephones send them", Sounds.Wav(form: 7), SoundFile.Wav },
        { "an odd chunk before the sound", WithChunk(Sounds.Wav(), 5), SoundFile.Wav },
        { "compressed in another way", Sounds.Wav(form: 0x55), null },
        { "no samples", Sounds.Wav(samples: 0), null },
        { "cut off in its head", Sounds.Wav()[..40], null },
        { "a chunk that is longer than the file", Sounds.Wav()[..36], null },
        { "RIFF of something else", [.. "RIFF\u0010\0\0\0WEBPVP8 "u8, .. new byte[32]], null },
        { "MP3", Sounds.Mp3(), SoundFile.Mp3 },
        { "one frame alone", Sounds.Mp3(frames: 1), SoundFile.Mp3 },
        { "behind a tag", Sounds.Mp3(tag: 700), SoundFile.Mp3 },
        { "cut off in its last frame", Sounds.Mp3(frames: 4)[..^100], SoundFile.Mp3 },
        { "a tag and no sound", Sounds.Mp3(frames: 0, tag: 700), null },
        { "a tag that is longer than the file", Sounds.Mp3(tag: 700)[..300], null },
        { "one mark by chance", [.. Sounds.Mp3(frames: 1), .. new byte[2000]], null },
        { "a page", Encoding.UTF8.GetBytes("<!doctype html><script>alert(1)</script>"), null },
        { "a page that begins like a tag", Encoding.UTF8.GetBytes("ID3<script>alert(1)</script>"), null },
        { "a text with marks everywhere", Encoding.Latin1.GetBytes(new string('\u00FF', 5000)), null },
        { "nothing", [], null },
        { "one byte", [0xFF], null },
    };

    [Theory, MemberData(nameof(Files))]
    public void What_a_file_is_shows_in_what_is_in_it(string what, byte[] content, string? type)
    {
        Assert.NotEmpty(what);
        Assert.Equal(type, SoundFile.TypeOf(content));
    }

    [Fact]
    public void Whatever_comes_is_judged_without_a_fault()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            byte[] content = round % 2 == 0 ? Sounds.Wav(samples: 20) : Sounds.Mp3(frames: 2, tag: 20);
            for (var change = random.Next(8); change >= 0; change--)
            {
                content[random.Next(Math.Min(60, content.Length))] = (byte)random.Next(256);
            }

            Assert.Contains(SoundFile.TypeOf(content.AsSpan(0, random.Next(content.Length + 1))), (string?[])[null, SoundFile.Wav, SoundFile.Mp3]);
        }
    }

    private static byte[] WithChunk(byte[] wav, int length) =>
        [.. wav[..12], .. "LIST"u8, (byte)length, 0, 0, 0, .. new byte[length + (length & 1)], .. wav[12..]];
}
