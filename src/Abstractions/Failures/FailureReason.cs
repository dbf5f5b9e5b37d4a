namespace OrleansSms.Failures;

/// <summary>Why a message failed, in words for a person.</summary>
/// <param name="Key">Stable name of the kind of failure.</param>
/// <param name="Title">One line: what happened.</param>
/// <param name="Help">What it means or what to do.</param>
/// <param name="Class">Who can do something about it, and when.</param>
/// <param name="Actions">What to offer beside it.</param>
public sealed record FailureReason(string Key, string Title, string Help, FailureClass Class, FailureActions Actions = FailureActions.None)
{
    /// <summary>Title and help in one breath, where there is room for one text only.</summary>
    public string Sentence => Title.EndsWith('.') ? $"{Title} {Help}" : $"{Title}. {Help}";
}

/// <summary>Who acts on a failure.</summary>
public enum FailureClass
{
    /// <summary>It was not processed; the same again at once can succeed.</summary>
    RetryNow,

    /// <summary>Again in minutes or hours, a few times at most.</summary>
    RetryLater,

    /// <summary>Never again for this recipient or content.</summary>
    Permanent,

    /// <summary>Somebody with access to the account must change something.</summary>
    Operator,

    /// <summary>Our request was wrong: a fault of this program.</summary>
    Defect,

    /// <summary>Nothing failed.</summary>
    Information,
}

/// <summary>What a person can do about a failure.</summary>
[Flags]
public enum FailureActions
{
    None = 0,
    SendAgain = 1,

    /// <summary>Change the text, then send.</summary>
    Edit = 2,
    EditNumber = 4,
    CallInstead = 8,
    AskAdministrator = 16,
    ReplaceAttachment = 32,

    /// <summary>Look at the lines and their registration.</summary>
    SeeLines = 64,
}
