using System.ComponentModel.DataAnnotations;

namespace OrleansSms.Silo.Recordings;

/// <summary>Where files of recordings are kept (section <c>Recordings</c>): in a folder, or in a bucket when one is named.</summary>
public sealed class RecordingStoreOptions : IValidatableObject
{
    /// <summary>The folder; with several silos one that all of them see. Default <c>.data/recordings</c> beside the private database's data.</summary>
    public string? Directory { get; set; }

    public BucketOptions S3 { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!S3.IsMeant)
        {
            yield break;
        }

        if (string.IsNullOrWhiteSpace(S3.Bucket) || string.IsNullOrWhiteSpace(S3.AccessKey) || string.IsNullOrWhiteSpace(S3.SecretKey))
        {
            yield return new("Recordings:S3 needs Bucket, AccessKey and SecretKey together.", [nameof(S3)]);
        }

        if (!string.IsNullOrWhiteSpace(S3.Endpoint) && !(Uri.TryCreate(S3.Endpoint, UriKind.Absolute, out var endpoint) && endpoint.Scheme is ("http" or "https")))
        {
            yield return new("Recordings:S3:Endpoint must be an address like https://s3.example.com.", [nameof(S3)]);
        }

        if (!string.IsNullOrWhiteSpace(Directory))
        {
            yield return new("Recordings:Directory and Recordings:S3 exclude each other: recordings are kept in one place.", [nameof(Directory)]);
        }
    }
}

/// <summary>A bucket of a store that speaks S3 (section <c>Recordings:S3</c>).</summary>
public sealed class BucketOptions
{
    /// <summary>The store's address; default: that of Amazon for the region.</summary>
    public string? Endpoint { get; set; }

    public string? Bucket { get; set; }

    public string? AccessKey { get; set; }

    public string? SecretKey { get; set; }

    public string Region { get; set; } = "us-east-1";

    /// <summary>Whether the bucket stands in the path of an address rather than in its host. Default: where an endpoint is named.</summary>
    public bool? ForcePathStyle { get; set; }

    internal bool IsMeant => ((string?[])[Endpoint, Bucket, AccessKey, SecretKey]).Any(value => !string.IsNullOrWhiteSpace(value));
}
