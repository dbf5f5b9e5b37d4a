using OrleansSms.Calls;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Members;
using OrleansSms.Members;

namespace OrleansSms.Grains.Calls;

/// <summary>One small document.</summary>
[GrainType("line-voice")]
internal sealed class LineVoiceGrain(
    [PersistentState("line-voice", MemberGrain.Storage)] IPersistentState<LineVoice> document, VoiceGuard guard)
    : Grain, ILineVoiceGrain
{
    public Task<VoiceSettings> Get() => Task.FromResult(document.State.Settings ?? VoiceSettings.Default);

    public async Task Set(VoiceSettings settings)
    {
        await MustLookAfter();
        // Whoever had the page open meanwhile does not bring an old greeting back.
        await Keep(VoiceSettingsRules.Check(settings) with { GreetingFile = document.State.Settings?.GreetingFile });
    }

    public async Task<Guid?> SetGreeting(Guid? file)
    {
        await MustLookAfter();
        var settings = document.State.Settings ?? VoiceSettings.Default;
        await Keep(settings with { GreetingFile = file });
        return settings.GreetingFile;
    }

    /// <summary>The door asked as well; nobody gets here by another one.</summary>
    private async Task MustLookAfter()
    {
        if (CallerContext.Current is not { } caller || !await guard.LooksAfter(caller, LineKey.LineOf(this.GetPrimaryKeyString()), CancellationToken.None))
        {
            throw new RefusedException(Refusals.LineNotFound, "This line does not exist or is not shared with you.");
        }
    }

    private async Task Keep(VoiceSettings kept)
    {
        var before = document.State;
        document.State = new() { Settings = kept };
        try
        {
            await document.WriteStateAsync();
        }
        catch
        {
            document.State = before;
            throw;
        }
    }
}

/// <summary>Stored as JSON.</summary>
internal sealed class LineVoice
{
    /// <summary>Null: nobody set anything up.</summary>
    public VoiceSettings? Settings { get; init; }
}
