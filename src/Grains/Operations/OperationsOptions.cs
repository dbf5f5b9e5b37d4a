namespace OrleansSms.Grains.Operations;

/// <summary>What there is for operators beside the page (section <c>Operations</c>).</summary>
public sealed class OperationsOptions
{
    /// <summary>Where the Orleans dashboard is, when it is anywhere.</summary>
    public const string DashboardPath = "/operations/orleans";

    /// <summary>Switches the Orleans dashboard on. Off by default: with it every silo measures every call of every grain while somebody looks.</summary>
    public bool OrleansDashboard { get; set; }
}
