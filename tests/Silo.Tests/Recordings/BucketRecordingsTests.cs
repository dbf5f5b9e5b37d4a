using Amazon.S3;
using OrleansSms.Grains.Ports;
using OrleansSms.Silo.Recordings;
using OrleansSms.TestKit.Calls;

namespace OrleansSms.Silo.Tests.Recordings;

public sealed class BucketRecordingsTests : RecordingStoreContract, IClassFixture<Bucket>, IDisposable
{
    private readonly Bucket _bucket;
    private readonly BucketRecordings _store;

    public BucketRecordingsTests(Bucket bucket) => (_bucket, _store) = (bucket, new(Options(bucket)));

    protected override IRecordingStore Store => _store;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Whoever_jumps_in_a_recording_asks_for_the_rest_from_there()
    {
        var key = new RecordingKey(Guid.NewGuid(), "RE1");
        await _store.Save(key, new MemoryStream(new byte[100_000]), "audio/mpeg", Cancellation);
        Assert.Equal("audio/mpeg", _bucket.Kept[key.ToString()]);
        _bucket.ReadFrom.Clear();

        await using var file = (await _store.Open(key, Cancellation))!;
        file.Seek(90_000, SeekOrigin.Begin);
        await file.ReadExactlyAsync(new byte[10_000], Cancellation);

        Assert.Equal([90_000], _bucket.ReadFrom);
    }

    [Fact]
    public async Task What_was_replaced_while_somebody_listens_is_not_mixed_with_what_took_its_place()
    {
        var key = new RecordingKey(Guid.NewGuid(), "RE1");
        await _store.Save(key, new MemoryStream(new byte[1000]), "audio/mpeg", Cancellation);
        await using var file = (await _store.Open(key, Cancellation))!;
        await _store.Save(key, new MemoryStream(new byte[2000]), "audio/mpeg", Cancellation);

        await Assert.ThrowsAsync<AmazonS3Exception>(() => file.ReadExactlyAsync(new byte[1000], Cancellation).AsTask());
    }

    [Fact]
    public async Task A_key_that_is_not_known_there_is_a_fault_and_not_nothing()
    {
        var options = Options(_bucket);
        options.AccessKey = "AKOTHER";
        using var store = new BucketRecordings(options);

        await Assert.ThrowsAsync<AmazonS3Exception>(() => store.Open(new(Guid.NewGuid(), "RE1"), Cancellation));
        await Assert.ThrowsAsync<AmazonS3Exception>(() => store.Save(new(Guid.NewGuid(), "RE1"), new MemoryStream([1]), "audio/mpeg", Cancellation));
    }

    private static BucketOptions Options(Bucket bucket) => new()
    {
        Endpoint = bucket.Address, Bucket = Bucket.Name, AccessKey = Bucket.AccessKey, SecretKey = "secret", Region = Bucket.Region,
    };
}
