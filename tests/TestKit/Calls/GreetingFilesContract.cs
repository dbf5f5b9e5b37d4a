using OrleansSms.Calls;
using OrleansSms.Grains.Ports;
using Xunit;

namespace OrleansSms.TestKit.Calls;

/// <summary>What every store of recorded greetings promises. Others may be in it.</summary>
public abstract class GreetingFilesContract
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2031-05-17T12:00:00Z", null);

    private readonly string _line = "+4477009" + Guid.NewGuid().ToString("N")[..6];

    protected abstract IGreetingFiles Files { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_saved_is_told_of_and_read_again()
    {
        var greeting = await Save();

        Assert.Equal(greeting, await Files.About(greeting.Id, Cancellation));
        var file = await Files.Open(greeting.Id, Cancellation);
        Assert.Equal(greeting, file!.About);
        Assert.Equal([0, 1, 255], file.Content);
    }

    [Fact]
    public async Task What_is_not_there_is_nothing_and_can_be_forgotten()
    {
        var id = Guid.NewGuid();

        await Files.Forget(id, Cancellation);

        Assert.Null(await Files.About(id, Cancellation));
        Assert.Null(await Files.Open(id, Cancellation));
    }

    [Fact]
    public async Task What_is_forgotten_is_gone_and_nothing_else()
    {
        var (first, second) = (await Save(), await Save());

        await Files.Forget(first.Id, Cancellation);

        Assert.Null(await Files.Open(first.Id, Cancellation));
        Assert.NotNull(await Files.Open(second.Id, Cancellation));
    }

    [Fact]
    public async Task A_file_never_changes()
    {
        var greeting = await Save();

        await Assert.ThrowsAnyAsync<Exception>(() => Files.Save(_line, greeting with { Name = "other.mp3" }, [7], Cancellation));

        Assert.Equal(greeting, await Files.About(greeting.Id, Cancellation));
    }

    [Fact]
    public async Task What_no_settings_name_is_deleted_when_it_is_old_and_of_this_line()
    {
        var (kept, old, young) = (await Save(), await Save(), await Save(at: Noon.AddDays(2)));
        var another = new LineGreeting(Guid.NewGuid(), "a.mp3", "audio/mpeg", 1, Noon);
        await Files.Save(_line + "0", another, [1], Cancellation);

        await Files.ForgetAbandoned(_line, kept.Id, Noon.AddDays(1), Cancellation);

        Assert.Null(await Files.About(old.Id, Cancellation));
        Assert.Equal([kept, young, another], [await Files.About(kept.Id, Cancellation), await Files.About(young.Id, Cancellation), await Files.About(another.Id, Cancellation)]);

        await Files.ForgetAbandoned(_line, null, Noon.AddDays(1), Cancellation);

        Assert.Null(await Files.About(kept.Id, Cancellation));
        Assert.NotNull(await Files.About(young.Id, Cancellation));
    }

    private async Task<LineGreeting> Save(DateTimeOffset? at = null)
    {
        var greeting = new LineGreeting(Guid.NewGuid(), "Ansage für Weihnachten 🎄.mp3", "audio/mpeg", 3, at ?? Noon);
        await Files.Save(_line, greeting, [0, 1, 255], Cancellation);
        return greeting;
    }
}
