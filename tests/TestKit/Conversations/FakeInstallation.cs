using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Conversations;

/// <summary>An installation with a salt that is its number.</summary>
public sealed class FakeInstallation(byte number) : IInstallation
{
    private readonly byte[] _salt = [.. Enumerable.Repeat(number, 32)];

    public ReadOnlySpan<byte> Salt => _salt;
}
