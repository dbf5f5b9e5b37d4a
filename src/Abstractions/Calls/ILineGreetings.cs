namespace OrleansSms.Calls;

/// <summary>Greetings that somebody recorded and that are played in place of the spoken words; for those who may look after lines.</summary>
/// <remarks>A rule that says no throws <see cref="RefusedException"/>.</remarks>
public interface ILineGreetings
{
    /// <summary>In bytes.</summary>
    const int LargestFile = 5 * 1024 * 1024;

    /// <returns>Null: the line has none, or is not the caller's to look after.</returns>
    Task<LineGreeting?> Of(string line, CancellationToken cancellation);

    /// <summary>From now on callers hear this one.</summary>
    /// <param name="name">What the file was called.</param>
    /// <param name="content">An MP3 or WAV file; what it is shows in what is in it.</param>
    /// <returns>Null: the line is not the caller's to look after.</returns>
    Task<LineGreeting?> Set(string line, string name, Stream content, CancellationToken cancellation);

    /// <summary>Back to the spoken words.</summary>
    /// <returns>False: the line is not the caller's to look after.</returns>
    Task<bool> Remove(string line, CancellationToken cancellation);
}

/// <summary>A greeting that somebody recorded.</summary>
/// <param name="Id">Random: whoever knows it may listen, as every caller does.</param>
/// <param name="Name">What the file was called.</param>
/// <param name="Size">In bytes.</param>
public sealed record LineGreeting(Guid Id, string Name, string ContentType, int Size, DateTimeOffset SetAt)
{
    /// <summary>Where it is heard: by the carrier, and on the page; within the installation's address.</summary>
    public string Path => $"api/v1/twilio/voice/greeting?f={Id}";
}
