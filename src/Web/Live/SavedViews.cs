using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansSms.Members;

namespace OrleansSms.Web.Live;

/// <summary>The list filters that the member keeps by name.</summary>
internal sealed partial class SavedViews(IGrainFactory grains, ICallers callers, Member member, FirstPaint paint, ILogger<SavedViews> logger)
{
    private Task? _loading;

    public ImmutableArray<SavedView> All { get; private set; } = [];

    public Task Load(bool interactive) => _loading ??= Read(interactive);

    public async Task Save(SavedView view) => All = await Mine().SaveView(view);

    public async Task Remove(string name) => All = await Mine().RemoveView(name);

    private IMemberGrain Mine()
    {
        CallerContext.Set(callers.Current);
        return grains.GetGrain<IMemberGrain>(MemberKey.For(member.Id));
    }

    private async Task Read(bool interactive)
    {
        try
        {
            All = (await paint.Get($"{member.Id}/views", interactive, () => Mine().Views())).Value;
        }
        catch (Exception fault)
        {
            // The list works without them.
            LogUnknown(logger, fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The saved views could not be read.")]
    private static partial void LogUnknown(ILogger logger, Exception fault);
}
