using System.Security.Cryptography;
using System.Text;

namespace OrleansSms.Grains.Ports;

/// <summary>Files of recordings.</summary>
public interface IRecordingStore
{
    /// <summary>Keeps a file: all of it or, when the content fails on the way, nothing. The same key again replaces it.</summary>
    /// <returns>How many bytes it has.</returns>
    Task<long> Save(RecordingKey key, Stream content, string contentType, CancellationToken cancellation);

    /// <returns>Seekable, and closed by whoever asked; null: there is no such file.</returns>
    Task<Stream?> Open(RecordingKey key, CancellationToken cancellation);

    /// <summary>A file that is not there is as good as deleted.</summary>
    Task Delete(RecordingKey key, CancellationToken cancellation);
}

/// <summary>Where a file is kept: letters, digits and one slash, whatever the carrier calls the recording.</summary>
public readonly record struct RecordingKey
{
    private const int LongestSid = 64;

    private readonly string _path;

    public RecordingKey(Guid callId, string sid)
    {
        var isPlain = sid.Length is > 0 and <= LongestSid && sid.All(char.IsAsciiLetterOrDigit);
        _path = $"{callId:N}/{(isPlain ? sid : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sid))))}";
    }

    public override string ToString() => _path;
}
