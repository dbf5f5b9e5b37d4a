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
        // The door asked as well; nobody gets here by another one.
        if (CallerContext.Current is not { } caller || !await guard.LooksAfter(caller, LineKey.LineOf(this.GetPrimaryKeyString()), CancellationToken.None))
        {
            throw new RefusedException(Refusals.LineNotFound, "This line does not exist or is not shared with you.");
        }

        var (before, kept) = (document.State, VoiceSettingsRules.Check(settings));
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
