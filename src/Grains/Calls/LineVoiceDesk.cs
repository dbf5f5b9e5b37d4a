using OrleansSms.Audit;
using OrleansSms.Calls;
using OrleansSms.Grains.Lines;
using OrleansSms.Members;

namespace OrleansSms.Grains.Calls;

/// <inheritdoc cref="ILineVoice"/>
internal sealed class LineVoiceDesk(ICallers callers, VoiceGuard guard, IGrainFactory grains, IAuditLog audit) : ILineVoice
{
    public async Task<VoiceSettings?> Of(string line, CancellationToken cancellation) =>
        await guard.LooksAfter(callers.Current, line, cancellation) ? await VoiceOf(line).Get() : null;

    public async Task<bool> Set(string line, VoiceSettings settings, CancellationToken cancellation)
    {
        var caller = callers.Current;
        if (!await guard.LooksAfter(caller, line, cancellation))
        {
            return false;
        }

        CallerContext.Set(caller);
        var before = await VoiceOf(line).Get();
        await VoiceOf(line).Set(settings);
        if (VoiceChanges.Told(before, await VoiceOf(line).Get()) is { } changed)
        {
            await audit.Write(AuditEntry.By(caller, AuditActions.LineVoiceChanged, line, changed), CancellationToken.None);
        }

        return true;
    }

    private ILineVoiceGrain VoiceOf(string line) => grains.GetGrain<ILineVoiceGrain>(LineKey.For(line));
}
