namespace OrleansSms.Members;

/// <summary>Who asks in this request or circuit. One for each scope.</summary>
public interface ICallers
{
    /// <exception cref="InvalidOperationException">Nobody is signed in here: the door that let the call in is missing its lock.</exception>
    Caller Current { get; }
}
