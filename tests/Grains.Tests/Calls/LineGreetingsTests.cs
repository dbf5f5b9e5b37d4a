using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Audit;
using OrleansSms.Calls;
using OrleansSms.Grains.Calls;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Ports;
using OrleansSms.Grains.Tests.Cluster;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Calls;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Calls;

public sealed class LineGreetingsTests(OneSilo silos) : IClassFixture<OneSilo>
{
    private readonly string _line = StoredThread.NewLine();
    private readonly FakeGreetingFiles _files = new();
    private readonly AuditMemory _audit = new();
    private readonly FakeTimeProvider _time = new(Some.Now);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Role.Owner, LineAccess.Use)]
    [InlineData(Role.Owner, LineAccess.Read)]
    [InlineData(Role.Admin, LineAccess.Use)]
    public async Task Who_looks_after_a_line_has_a_greeting_played_and_that_is_on_record(Role role, LineAccess access)
    {
        var desk = DeskOf(role, access);

        var greeting = await Set(desk, "C:\\sounds\\Hello.wav", Sounds.Wav());

        Assert.Equal(("Hello.wav", "audio/wav", 1644, Some.Now), (greeting!.Name, greeting.ContentType, greeting.Size, greeting.SetAt));
        Assert.Equal(greeting, await desk.Of(_line, Cancellation));
        Assert.Equal(Sounds.Wav(), (await _files.Open(greeting.Id, Cancellation))!.Content);
        Assert.Equal(greeting.Id, (await Voice.Get()).GreetingFile);
        var entry = Assert.Single(_audit.Entries);
        Assert.Equal((AuditActions.LineGreetingSet, Some.User, _line, "audio/wav, 1644 bytes"), (entry.Action, entry.UserId, entry.Subject, entry.Detail));
    }

    [Fact]
    public async Task Another_one_takes_its_place_and_of_the_first_nothing_is_left()
    {
        var desk = DeskOf(Role.Owner, LineAccess.Use);
        var first = await Set(desk, "a.wav", Sounds.Wav());

        var second = await Set(desk, "b.mp3", Sounds.Mp3());

        Assert.NotEqual(first!.Id, second!.Id);
        Assert.Equal(second, await desk.Of(_line, Cancellation));
        Assert.Equal(1, _files.Count);
    }

    [Fact]
    public async Task Without_it_the_words_are_spoken_again_and_removing_nothing_is_not_on_record()
    {
        var desk = DeskOf(Role.Owner, LineAccess.Use);
        await Set(desk, "a.wav", Sounds.Wav());

        Assert.True(await desk.Remove(_line, Cancellation));
        Assert.True(await desk.Remove(_line, Cancellation));

        Assert.Null(await desk.Of(_line, Cancellation));
        Assert.Null((await Voice.Get()).GreetingFile);
        Assert.Equal(0, _files.Count);
        Assert.Equal([AuditActions.LineGreetingSet, AuditActions.LineGreetingRemoved], _audit.Entries.Select(entry => entry.Action));
    }

    [Fact]
    public async Task What_a_change_that_failed_left_behind_goes_with_the_next_one_a_day_later()
    {
        await _files.Save(_line, new(Guid.NewGuid(), "lost.wav", "audio/wav", 1, Some.Now), [1], Cancellation);
        _time.Advance(TimeSpan.FromHours(25));

        await Set(DeskOf(Role.Owner, LineAccess.Use), "a.wav", Sounds.Wav());

        Assert.Equal(1, _files.Count);
    }

    public static TheoryData<byte[], string> Wrong => new()
    {
        { [], "This file is empty." },
        { [.. "<html>"u8], "This is neither an MP3 nor a WAV file." },
        { [.. Sounds.Wav(), .. new byte[ILineGreetings.LargestFile]], "A greeting has 5 MB at most." },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task What_cannot_be_played_is_refused_and_the_one_before_stays(byte[] content, string sentence)
    {
        var desk = DeskOf(Role.Owner, LineAccess.Use);
        var before = await Set(desk, "a.wav", Sounds.Wav());

        var refused = await Assert.ThrowsAsync<RefusedException>(() => Set(desk, "hello.mp3", content));

        Assert.Equal((Refusals.InvalidGreeting, sentence), (refused.Code, refused.Message));
        Assert.Equal(before, await desk.Of(_line, Cancellation));
        Assert.Equal(1, _files.Count);
        Assert.Single(_audit.Entries);
    }

    [Theory]
    [InlineData("  ", "greeting")]
    [InlineData("folder/Hello there.mp3", "Hello there.mp3")]
    [InlineData("a\0b.mp3", "a\uFFFDb.mp3")]
    public async Task A_name_is_only_ever_a_name(string given, string kept) =>
        Assert.Equal(kept, (await Set(DeskOf(Role.Owner, LineAccess.Use), given, Sounds.Mp3()))!.Name);

    [Fact]
    public async Task A_long_name_is_cut_and_can_be_stored()
    {
        var name = (await Set(DeskOf(Role.Owner, LineAccess.Use), new string('x', 99) + "🎄.mp3", Sounds.Mp3()))!.Name;

        Assert.Equal(100, name.Length);
        Assert.DoesNotContain(name, char.IsSurrogate);
    }

    [Theory]
    [InlineData(Role.Admin, LineAccess.Read)]
    [InlineData(Role.Admin, null)]
    [InlineData(Role.Owner, null)]
    public async Task A_line_of_others_does_not_exist(Role role, LineAccess? access)
    {
        await Set(DeskOf(Role.Owner, LineAccess.Use), "a.wav", Sounds.Wav());
        var desk = DeskOf(role, access);

        Assert.Null(await desk.Of(_line, Cancellation));
        Assert.Null(await Set(desk, "b.wav", Sounds.Wav()));
        Assert.False(await desk.Remove(_line, Cancellation));
        Assert.Equal(1, _files.Count);
        Assert.Single(_audit.Entries);
    }

    [Theory]
    [InlineData(Role.Member, Scopes.All)]
    [InlineData(null, Scopes.All)]
    [InlineData(Role.Owner, Scopes.Read | Scopes.Send)]
    public async Task Whoever_administers_nothing_is_refused(Role? role, Scopes scopes)
    {
        var desk = DeskOf(role, LineAccess.Use, scopes);

        foreach (var ask in (Func<Task>[])[() => desk.Of(_line, Cancellation), () => Set(desk, "a.wav", Sounds.Wav()), () => desk.Remove(_line, Cancellation)])
        {
            Assert.Equal(Refusals.NotAllowed, (await Assert.ThrowsAsync<RefusedException>(ask)).Code);
        }

        Assert.Equal(0, _files.Count);
    }

    [Fact]
    public async Task Past_the_desk_the_grain_asks_again()
    {
        Assert.Equal(Refusals.LineNotFound, (await Assert.ThrowsAsync<RefusedException>(() => Voice.SetGreeting(Guid.NewGuid()))).Code);
        CallerContext.Set(new(Some.User, Role.Owner, Scopes.Read));
        Assert.Equal(Refusals.NotAllowed, (await Assert.ThrowsAsync<RefusedException>(() => Voice.SetGreeting(Guid.NewGuid()))).Code);
        Assert.Null((await Voice.Get()).GreetingFile);
    }

    [Fact]
    public async Task Other_settings_neither_bring_a_greeting_nor_take_one_away()
    {
        var greeting = await Set(DeskOf(Role.Owner, LineAccess.Use), "a.wav", Sounds.Wav());
        CallerContext.Set(new(Some.User, Role.Owner));

        await Voice.Set(VoiceSettings.Default with { GreetingFile = Guid.NewGuid(), RingSeconds = 33 });

        Assert.Equal((greeting!.Id, 33), ((await Voice.Get()).GreetingFile!.Value, (await Voice.Get()).RingSeconds));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Callers_hear_the_file_and_the_words_when_it_is_gone(bool takesMessages)
    {
        CallerContext.Set(new(Some.User, Role.Owner));
        await Voice.Set(VoiceSettings.Default with { Voicemail = takesMessages });
        var greeting = await Set(DeskOf(Role.Owner, LineAccess.Use), "a.wav", Sounds.Wav());
        var ringing = new Ringing(Grains, Proxied.As<IMemberPhones>((_, _) => throw new NotSupportedException()), new FakeCarrierCalls(), _files, _time);
        var call = Calls.Placed() with { From = Some.Contact, To = _line, Direction = OrleansSms.Conversations.Direction.Inbound };

        Assert.Equal(greeting!.Id, FileOf(await ringing.Round(call, Ringing.NoRound, Cancellation)));
        await _files.Forget(greeting.Id, Cancellation);
        Assert.Null(FileOf(await ringing.Round(call, Ringing.NoRound, Cancellation)));

        Guid? FileOf(CallAct act) => takesMessages ? Assert.IsType<CallAct.TakeMessage>(act).GreetingFile : Assert.IsType<CallAct.Goodbye>(act).GreetingFile;
    }

    private IGrainFactory Grains => silos.ServicesOf(0).GetRequiredService<IGrainFactory>();

    private ILineVoiceGrain Voice => Grains.GetGrain<ILineVoiceGrain>(LineKey.For(_line));

    private Task<LineGreeting?> Set(LineGreetings desk, string name, byte[] content) => desk.Set(_line, name, new MemoryStream(content), Cancellation);

    private LineGreetings DeskOf(Role? role, LineAccess? access, Scopes scopes = Scopes.All) => new(
        new AskedBy(new Caller(Some.User, Role.Owner, scopes)),
        new(Proxied.As<IRoles>((_, _) => Task.FromResult(role)), Proxied.As<ILineDirectory>((_, _) => Task.FromResult(access))),
        _files, Grains, _audit, _time);
}
