using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using Xunit;

namespace OrleansSms.TestKit.Calls;

/// <summary>What every book of kept recordings promises. Others may be in it.</summary>
public abstract class RecordingBookContract
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2031-05-17T12:00:00Z", null);

    protected abstract IRecordingBook Book { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_kept_is_due_in_both_places_when_its_time_has_come()
    {
        var kept = await Keep();

        Assert.Empty(await AtCarrier(Noon.AddSeconds(-1), kept));
        Assert.Empty(await Here(Noon.AddSeconds(-1), kept));
        Assert.Equal([kept], await AtCarrier(Noon, kept));
        Assert.Equal([kept], await Here(Noon, kept));
    }

    [Fact]
    public async Task The_same_recording_again_only_tells_its_size()
    {
        var kept = await Keep();

        await Book.Kept(kept with { Size = 7 }, Noon.AddDays(1), Cancellation);

        Assert.Equal([kept with { Size = 7 }], await AtCarrier(Noon, kept));
    }

    [Fact]
    public async Task What_the_carrier_does_not_have_any_more_is_due_here_alone()
    {
        var kept = await Keep();

        await Book.GoneAtCarrier(kept, Noon.AddDays(1), Cancellation);

        Assert.Empty(await AtCarrier(Noon.AddDays(2), kept));
        Assert.Equal([kept], await Here(Noon.AddDays(2), kept));
    }

    [Fact]
    public async Task What_is_not_here_any_more_is_due_at_the_carrier_alone()
    {
        var kept = await Keep();

        await Book.GoneHere(kept, Noon.AddDays(1), Cancellation);

        Assert.Equal([kept with { IsHere = false }], await AtCarrier(Noon.AddDays(2), kept));
        Assert.Empty(await Here(Noon.AddDays(2), kept));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_gone_in_both_places_is_never_due_again(bool carrierFirst)
    {
        var kept = await Keep();
        foreach (var atCarrier in (bool[])[carrierFirst, !carrierFirst])
        {
            await (atCarrier ? Book.GoneAtCarrier(kept, Noon, Cancellation) : Book.GoneHere(kept, Noon, Cancellation));
        }

        Assert.Empty(await AtCarrier(Noon.AddDays(2), kept));
        Assert.Empty(await Here(Noon.AddDays(2), kept));
    }

    [Fact]
    public async Task What_was_tried_in_vain_is_left_alone_for_a_while_and_comes_after_what_was_not()
    {
        var (first, second) = (await Keep(), await Keep(Noon.AddMinutes(1)));

        await Book.Tried(first, Noon.AddDays(1), Cancellation);

        Assert.Equal([second], await AtCarrier(Noon.AddDays(2), Noon.AddDays(1).AddSeconds(-1), first, second));
        Assert.Equal([second, first], await AtCarrier(Noon.AddDays(2), Noon.AddDays(1), first, second));
    }

    private async Task<KeptRecording> Keep(DateTimeOffset? at = null)
    {
        var kept = new KeptRecording(new(new(Guid.NewGuid()), Guid.NewGuid()), "RE" + Guid.NewGuid().ToString("N"), "+447700900001", 1234);
        await Book.Kept(kept, at ?? Noon, Cancellation);
        return kept;
    }

    private Task<IEnumerable<KeptRecording>> AtCarrier(DateTimeOffset keptBefore, KeptRecording of) => AtCarrier(keptBefore, keptBefore, of);

    private async Task<IEnumerable<KeptRecording>> AtCarrier(DateTimeOffset keptBefore, DateTimeOffset triedBefore, params KeptRecording[] of) =>
        Of(await Book.AtCarrier(keptBefore, triedBefore, 1000, Cancellation), of);

    private async Task<IEnumerable<KeptRecording>> Here(DateTimeOffset keptBefore, KeptRecording of) => Of(await Book.Here(keptBefore, keptBefore, 1000, Cancellation), of);

    private static IEnumerable<KeptRecording> Of(ImmutableArray<KeptRecording> due, params KeptRecording[] of) =>
        due.Where(one => of.Any(mine => mine.Key == one.Key));
}
