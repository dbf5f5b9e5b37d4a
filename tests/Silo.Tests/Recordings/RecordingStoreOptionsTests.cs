using OrleansSms.Silo.Recordings;

namespace OrleansSms.Silo.Tests.Recordings;

public sealed class RecordingStoreOptionsTests
{
    private static readonly BucketOptions Whole = new() { Bucket = "calls", AccessKey = "a", SecretKey = "s" };

    [Theory]
    [InlineData("https://s3.example.com", "calls", "a", "s", null)]
    [InlineData(null, "calls", "a", "s", null)]
    [InlineData(null, null, null, null, null)]
    [InlineData(null, null, null, null, "/srv/calls")]
    public void A_folder_or_a_whole_bucket_is_fine(string? endpoint, string? bucket, string? accessKey, string? secretKey, string? directory) =>
        Assert.Empty(Faults(endpoint, bucket, accessKey, secretKey, directory));

    [Theory]
    [InlineData("https://s3.example.com", null, null, null, null, "Recordings:S3 needs Bucket, AccessKey and SecretKey together.")]
    [InlineData(null, "calls", "a", null, null, "Recordings:S3 needs Bucket, AccessKey and SecretKey together.")]
    [InlineData("s3.example.com", "calls", "a", "s", null, "Recordings:S3:Endpoint must be an address like https://s3.example.com.")]
    [InlineData("ftp://s3.example.com", "calls", "a", "s", null, "Recordings:S3:Endpoint must be an address like https://s3.example.com.")]
    [InlineData(null, "calls", "a", "s", "/srv/calls", "Recordings:Directory and Recordings:S3 exclude each other: recordings are kept in one place.")]
    public void Half_a_bucket_is_told_at_start(string? endpoint, string? bucket, string? accessKey, string? secretKey, string? directory, string fault) =>
        Assert.Equal([fault], Faults(endpoint, bucket, accessKey, secretKey, directory));

    [Fact]
    public void A_bucket_that_is_named_is_meant() => Assert.Equal((true, false), (Whole.IsMeant, new BucketOptions().IsMeant));

    private static IEnumerable<string?> Faults(string? endpoint, string? bucket, string? accessKey, string? secretKey, string? directory)
    {
        var options = new RecordingStoreOptions
        {
            Directory = directory, S3 = new() { Endpoint = endpoint, Bucket = bucket, AccessKey = accessKey, SecretKey = secretKey },
        };
        return options.Validate(new(options)).Select(fault => fault.ErrorMessage);
    }
}
