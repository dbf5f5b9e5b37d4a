using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Silo.Recordings;

/// <summary>Recordings as objects of a bucket.</summary>
internal sealed class BucketRecordings : IRecordingStore, IDisposable
{
    private readonly AmazonS3Client _client;
    private readonly string _bucket;

    public BucketRecordings(BucketOptions options)
    {
        var config = new AmazonS3Config
        {
            AuthenticationRegion = options.Region,
            ForcePathStyle = options.ForcePathStyle ?? !string.IsNullOrWhiteSpace(options.Endpoint),
            // Stores that are not Amazon's know no checksums at the end of a body.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (string.IsNullOrWhiteSpace(options.Endpoint))
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }
        else
        {
            config.ServiceURL = options.Endpoint;
        }

        _client = new(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config);
        _bucket = options.Bucket!;
    }

    public async Task<long> Save(RecordingKey key, Stream content, string contentType, CancellationToken cancellation)
    {
        // An object is put whole or not at all, and its length is told first; so what comes is taken to its end before.
        await using var whole = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        });
        await content.CopyToAsync(whole, cancellation);
        whole.Position = 0;
        var size = whole.Length;
        await _client.PutObjectAsync(
            new() { BucketName = _bucket, Key = key.ToString(), InputStream = whole, ContentType = contentType, AutoCloseStream = false, UseChunkEncoding = false }, cancellation);
        return size;
    }

    public async Task<Stream?> Open(RecordingKey key, CancellationToken cancellation)
    {
        try
        {
            var known = await _client.GetObjectMetadataAsync(new() { BucketName = _bucket, Key = key.ToString() }, cancellation);
            return new BucketStream(known.ContentLength, (from, stop) => Read(key, known.ETag, from, known.ContentLength, stop));
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public Task Delete(RecordingKey key, CancellationToken cancellation) =>
        _client.DeleteObjectAsync(new() { BucketName = _bucket, Key = key.ToString() }, cancellation);

    public void Dispose() => _client.Dispose();

    /// <summary>Only of the object that was opened: one that took its place has another length.</summary>
    private async Task<Stream> Read(RecordingKey key, string etag, long from, long length, CancellationToken cancellation)
    {
        var part = new GetObjectRequest { BucketName = _bucket, Key = key.ToString(), EtagToMatch = etag, ByteRange = new(from, length - 1) };
        return (await _client.GetObjectAsync(part, cancellation)).ResponseStream;
    }
}
