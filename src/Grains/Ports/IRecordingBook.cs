using System.Collections.Immutable;

namespace OrleansSms.Grains.Ports;

/// <summary>Which files of recordings are kept, durable, so that what is due is deleted: at the carrier and, later, here.</summary>
public interface IRecordingBook
{
    /// <summary>A file is kept here. The same again only tells its size.</summary>
    Task Kept(KeptRecording recording, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>What was kept before a moment and the carrier may still have; those that nobody tried for long come first.</summary>
    /// <param name="triedBefore">What was tried since is left for later.</param>
    Task<ImmutableArray<KeptRecording>> AtCarrier(DateTimeOffset keptBefore, DateTimeOffset triedBefore, int limit, CancellationToken cancellation);

    /// <summary>What was kept before a moment and is still here, in the same order.</summary>
    Task<ImmutableArray<KeptRecording>> Here(DateTimeOffset keptBefore, DateTimeOffset triedBefore, int limit, CancellationToken cancellation);

    /// <summary>It was tried in vain.</summary>
    Task Tried(KeptRecording recording, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The carrier does not have it any more.</summary>
    Task GoneAtCarrier(KeptRecording recording, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The file here is deleted.</summary>
    Task GoneHere(KeptRecording recording, DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>A recording whose file is kept, or was.</summary>
/// <param name="Line">Through which the carrier is asked, E.164.</param>
/// <param name="Size">Bytes of the file.</param>
/// <param name="IsHere">False: the file was deleted here.</param>
public sealed record KeptRecording(CallPlace Place, string Sid, string Line, long Size, bool IsHere = true)
{
    public RecordingKey Key => new(Place.CallId, Sid);
}
