using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Calls;

namespace OrleansSms.Grains.Tests.Calls;

public sealed class FakeGreetingFilesTests : GreetingFilesContract
{
    protected override IGreetingFiles Files { get; } = new FakeGreetingFiles();
}
