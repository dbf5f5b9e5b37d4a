namespace OrleansSms.Calls;

/// <summary>Why a recording is not here, as far as we find that out ourselves; the carrier's side has words of its own.</summary>
public static class RecordingProblems
{
    /// <summary>It is larger than what is kept.</summary>
    public const string TooLarge = "too-large";

    /// <summary>The carrier did not have it for a day.</summary>
    public const string GivenUp = "given-up";
}
