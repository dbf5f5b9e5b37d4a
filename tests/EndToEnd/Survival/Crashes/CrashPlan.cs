namespace OrleansSms.EndToEnd.Survival.Crashes;

/// <summary>
/// How many deaths a run dies. In short each point once that no other is like, in one life after the other. <c>CRASHES=long</c>, or the names of
/// some points: each at its first five arrivals, looked at for itself, and with a second silo that takes over.
/// </summary>
internal static class CrashPlan
{
    private const int Arrivals = 5;

    private static readonly string Asked = Environment.GetEnvironmentVariable("CRASHES") ?? "";
    private static readonly string[] FewToTakeOver = ["turn.committed", "sender.claimed"];

    public static bool IsLong => Asked.Length > 0;

    public static IEnumerable<CrashPoint> Deaths => !IsLong ? CrashPoint.All.Where(point => !point.IsOfTheLongForm) :
        from point in CrashPoint.All.Where(IsAsked)
        from nth in Enumerable.Range(1, point.IsSingle ? 1 : Arrivals)
        from one in point.After is { } before ? [new CrashPoint(before), point] : new[] { point with { Nth = nth } }
        select one;

    /// <summary>Those that are reached again and again under load: a silo has to have everything before it dies with it.</summary>
    public static IEnumerable<CrashPoint> Takeovers => CrashPoint.All
        .Where(point => point is { IsSingle: false, IsOfTheEnd: false })
        .Where(point => IsLong ? IsAsked(point) : FewToTakeOver.Contains(point.Name));

    private static bool IsAsked(CrashPoint point) => Asked == "long" || Asked.Split(',').Contains(point.Name);
}
