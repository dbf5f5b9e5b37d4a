using System.Text;
using OrleansSms.Grains.Ports;
using Xunit;

namespace OrleansSms.TestKit.Calls;

/// <summary>What every store of recordings promises.</summary>
public abstract class RecordingStoreContract
{
    private readonly RecordingKey _key = new(Guid.NewGuid(), "RE" + Guid.NewGuid().ToString("N"));

    protected abstract IRecordingStore Store { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_kept_is_read_again()
    {
        Assert.Equal(5, await Save("hello"));

        Assert.Equal("hello", await Read());
    }

    [Fact]
    public async Task What_is_not_there_is_nothing_and_can_be_deleted()
    {
        Assert.Null(await Store.Open(_key, Cancellation));
        await Store.Delete(_key, Cancellation);
        await Save("hello");

        await Store.Delete(_key, Cancellation);
        await Store.Delete(_key, Cancellation);

        Assert.Null(await Store.Open(_key, Cancellation));
    }

    [Fact]
    public async Task The_same_key_again_takes_the_place_of_what_was_there()
    {
        await Save("a longer text");
        Assert.Equal(5, await Save("hello"));

        Assert.Equal("hello", await Read());
    }

    [Fact]
    public async Task Content_that_breaks_off_leaves_what_was_there()
    {
        await Assert.ThrowsAsync<IOException>(() => Store.Save(_key, new BrokenStream(), "audio/mpeg", Cancellation));
        Assert.Null(await Store.Open(_key, Cancellation));

        await Save("hello");
        await Assert.ThrowsAsync<IOException>(() => Store.Save(_key, new BrokenStream(), "audio/mpeg", Cancellation));
        Assert.Equal("hello", await Read());
    }

    [Fact]
    public async Task It_is_read_from_any_place_on()
    {
        var content = new byte[300_000];
        new Random(7).NextBytes(content);
        Assert.Equal(content.Length, await Store.Save(_key, new MemoryStream(content), "audio/mpeg", Cancellation));

        await using var file = (await Store.Open(_key, Cancellation))!;
        Assert.Equal((content.Length, true), (file.Length, file.CanSeek));
        foreach (var place in (int[])[0, 200_000, 17, 299_999])
        {
            file.Seek(place, SeekOrigin.Begin);
            var part = new byte[Math.Min(1000, content.Length - place)];
            await file.ReadExactlyAsync(part, Cancellation);
            Assert.Equal(content[place..(place + part.Length)], part);
            Assert.Equal(place + part.Length, file.Position);
        }

        file.Seek(0, SeekOrigin.End);
        Assert.Equal(0, await file.ReadAsync(new byte[10], Cancellation));
        file.Position = 299_990;
        using var rest = new MemoryStream();
        await file.CopyToAsync(rest, Cancellation);
        Assert.Equal(content[299_990..], rest.ToArray());
    }

    [Fact]
    public async Task Of_many_who_keep_the_same_at_once_one_is_there_whole()
    {
        var texts = Enumerable.Range(0, 8).Select(i => new string((char)('a' + i), 50_000 + i)).ToList();

        await Task.WhenAll(texts.Select(Save));

        Assert.Contains(await Read(), texts);
    }

    [Fact]
    public async Task Nothing_is_as_good_as_something()
    {
        Assert.Equal(0, await Save(""));

        Assert.Equal("", await Read());
    }

    [Fact]
    public async Task Whatever_the_carrier_calls_them_recordings_do_not_meet()
    {
        var call = Guid.NewGuid();
        string[] sids = ["RE1", "../RE1", "..", "", "RE/1", "RE\\1", "RE1\0", "Ärger", new string('x', 500)];
        foreach (var sid in sids)
        {
            await Store.Save(new(call, sid), Content(sid), "audio/mpeg", Cancellation);
        }

        foreach (var sid in sids)
        {
            await using var file = (await Store.Open(new(call, sid), Cancellation))!;
            Assert.Equal(sid, await new StreamReader(file).ReadToEndAsync(Cancellation));
        }
    }

    private Task<long> Save(string text) => Store.Save(_key, Content(text), "audio/mpeg", Cancellation);

    private async Task<string> Read()
    {
        await using var file = (await Store.Open(_key, Cancellation))!;
        return await new StreamReader(file).ReadToEndAsync(Cancellation);
    }

    private static MemoryStream Content(string text) => new(Encoding.UTF8.GetBytes(text));
}

/// <summary>A download whose line is cut in the middle.</summary>
public sealed class BrokenStream(Exception? fault = null) : MemoryStream
{
    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => CopyHalf(destination, cancellationToken);

    private async Task CopyHalf(Stream destination, CancellationToken cancellationToken)
    {
        await destination.WriteAsync(new byte[500], cancellationToken);
        throw fault ?? new IOException("The line was cut.");
    }
}
