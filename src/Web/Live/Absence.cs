namespace OrleansSms.Web.Live;

/// <summary>What came while nobody looked.</summary>
public sealed record Absence(int Messages, int Conversations, int Mentions)
{
    public bool IsQuiet => Messages == 0 && Mentions == 0;
}
