namespace OrleansSms.Bench.Figures;

/// <summary>What was found out about the pages.</summary>
internal sealed class PageNotes
{
    public List<World> Worlds { get; } = [];

    public List<Figure> Figures { get; } = [];

    public List<Reading> Readings { get; } = [];
}
