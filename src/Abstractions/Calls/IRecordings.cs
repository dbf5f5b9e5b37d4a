namespace OrleansSms.Calls;

/// <summary>Recordings that are kept here, for members who see the conversation.</summary>
public interface IRecordings
{
    /// <returns>Null: no such recording for this member, or its file is not here.</returns>
    Task<RecordingFile?> Open(Guid callId, string sid, CancellationToken cancellation);
}

/// <summary>A recording's file. Whoever asked closes the stream.</summary>
/// <param name="Content">Seekable.</param>
/// <param name="Name">For whoever saves it.</param>
public sealed record RecordingFile(Stream Content, string ContentType, string Name, DateTimeOffset CreatedAt);
