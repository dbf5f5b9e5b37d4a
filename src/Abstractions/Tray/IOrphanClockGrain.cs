namespace OrleansSms.Tray;

/// <summary>The cluster's one clock for orphans: joins them with messages that appeared, and gives up the old ones. Keyed <c>orphans/clock</c>.</summary>
[Alias("sms.IOrphanClockGrain")]
public interface IOrphanClockGrain : IGrainWithStringKey
{
    /// <summary>Starts the clock (again: nothing) and looks at once.</summary>
    Task Start();
}
