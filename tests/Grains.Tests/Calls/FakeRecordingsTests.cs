using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Calls;

namespace OrleansSms.Grains.Tests.Calls;

/// <summary>What tests build on keeps the promises of the real ones.</summary>
public sealed class FakeRecordingBookTests : RecordingBookContract
{
    protected override IRecordingBook Book { get; } = new FakeRecordingBook();
}

public sealed class FakeRecordingStoreTests : RecordingStoreContract
{
    protected override IRecordingStore Store { get; } = new FakeRecordingStore();
}
