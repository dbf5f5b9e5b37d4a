using OrleansSms.Calls;
using OrleansSms.Grains.Calls;
using OrleansSms.Grains.Ports;
using static OrleansSms.Grains.Tests.Calls.RecordingScene;

namespace OrleansSms.Grains.Tests.Calls;

public sealed class RecordingRetentionTests
{
    [Fact]
    public async Task The_carriers_copy_goes_a_day_after_ours_is_kept()
    {
        var scene = await Fetched(new());

        scene.Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        await scene.Retain();
        Assert.Empty(scene.DeletedAtCarrier);

        scene.Time.Advance(TimeSpan.FromSeconds(1));
        await scene.Retain();
        await scene.Retain();
        Assert.Equal(["RE1"], scene.DeletedAtCarrier);
        Assert.Single(scene.Files.Files);
    }

    [Fact]
    public async Task What_could_not_be_deleted_is_tried_an_hour_later_again()
    {
        var scene = await Fetched(new());
        scene.Delete = _ => false;
        scene.Time.Advance(TimeSpan.FromDays(1));

        await scene.Retain();
        await scene.Retain();
        Assert.Single(scene.DeletedAtCarrier);

        scene.Delete = _ => true;
        scene.Time.Advance(TimeSpan.FromHours(1));
        await scene.Retain();
        await scene.Retain();
        Assert.Equal(2, scene.DeletedAtCarrier.Count);
    }

    [Fact]
    public async Task The_carriers_copy_stays_when_that_is_wanted()
    {
        var scene = await Fetched(new(options => options.DeleteAtCarrierAfter = "never"));

        scene.Time.Advance(TimeSpan.FromDays(1000));
        await scene.Retain();

        Assert.Empty(scene.DeletedAtCarrier);
        Assert.Single(scene.Files.Files);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_is_lost_or_not_whole_is_fetched_again_before_the_carriers_copy_goes(bool half)
    {
        var scene = await Fetched(new());
        var key = scene.Files.Files.Keys.Single();
        scene.Files.Files.Clear();
        if (half)
        {
            scene.Files.Files[key] = [1];
        }

        scene.Time.Advance(TimeSpan.FromDays(1));
        await scene.Retain();
        Assert.Empty(scene.DeletedAtCarrier);
        Assert.Equal("RE1", System.Text.Encoding.UTF8.GetString(scene.Files.Files[key]));

        scene.Time.Advance(TimeSpan.FromHours(1));
        await scene.Retain();
        Assert.Equal(["RE1"], scene.DeletedAtCarrier);
    }

    [Fact]
    public async Task Ours_goes_when_it_was_kept_long_enough_and_the_thread_says_so()
    {
        var scene = new RecordingScene(options => options.KeepDays = 30);
        var call = scene.Add(Waiting("RE1"));
        await scene.Look();

        scene.Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        await scene.Retain();
        Assert.Equal(RecordingStatus.Ready, scene.Now(call, "RE1").Status);

        scene.Time.Advance(TimeSpan.FromSeconds(1));
        await scene.Retain();
        Assert.Equal(RecordingStatus.Deleted, scene.Now(call, "RE1").Status);
        Assert.Empty(scene.Files.Files);
        Assert.Equal(["RE1"], scene.DeletedAtCarrier);
    }

    [Fact]
    public async Task What_dies_before_the_thread_is_told_is_told_again()
    {
        var scene = new RecordingScene(options => options.KeepDays = 30);
        var call = scene.Add(Waiting("RE1"));
        await scene.Look();
        scene.Time.Advance(TimeSpan.FromDays(30));
        scene.TellingFails = _ => new TimeoutException();
        await scene.Retain();
        Assert.Equal((RecordingStatus.Ready, 0), (scene.Now(call, "RE1").Status, scene.Files.Files.Count));

        scene.TellingFails = _ => null;
        scene.Time.Advance(TimeSpan.FromHours(1));
        await scene.Retain();
        Assert.Equal(RecordingStatus.Deleted, scene.Now(call, "RE1").Status);
    }

    [Fact]
    public async Task With_ours_gone_first_the_carriers_copy_still_goes_at_its_time()
    {
        var scene = new RecordingScene(options => (options.KeepDays, options.DeleteAtCarrierAfter) = (1, "2.00:00:00"));
        var call = scene.Add(Waiting("RE1"));
        await scene.Look();

        scene.Time.Advance(TimeSpan.FromDays(1));
        await scene.Retain();
        Assert.Empty(scene.DeletedAtCarrier);
        scene.Time.Advance(TimeSpan.FromDays(1));
        await scene.Retain();

        Assert.Equal(["RE1"], scene.DeletedAtCarrier);
        Assert.Single(scene.Asked);
        Assert.Equal(RecordingStatus.Deleted, scene.Now(call, "RE1").Status);
    }

    [Theory]
    [InlineData("1.00:00:00", true)]
    [InlineData("00:00:00", true)]
    [InlineData("never", true)]
    [InlineData("Never", true)]
    [InlineData("-1.00:00:00", false)]
    [InlineData("soon", false)]
    [InlineData("", false)]
    public void A_time_that_is_none_is_told_at_start(string after, bool fine)
    {
        var options = new RecordingOptions { DeleteAtCarrierAfter = after };

        Assert.Equal(fine, !options.Validate(new(options)).Any());
    }

    private static async Task<RecordingScene> Fetched(RecordingScene scene)
    {
        scene.Add(Waiting("RE1"));
        await scene.Look();
        return scene;
    }
}
