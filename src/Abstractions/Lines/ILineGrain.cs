namespace OrleansSms.Lines;

/// <summary>The sender of one line: takes what waits in the outbox to the carrier at the line's pace. Keyed <c>line/+E164</c>.</summary>
[Alias("sms.ILineGrain")]
public interface ILineGrain : IGrainWithStringKey
{
    /// <summary>Something may be waiting. Returns at once: nobody waits for the carrier.</summary>
    Task Wake();
}
