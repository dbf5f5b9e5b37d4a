using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Carrier;

namespace OrleansSms.Twilio.Tests.Accounts;

/// <summary>The stand-in of these tests keeps the same promises as the real one.</summary>
public sealed class FakeVaultTests : CarrierVaultContract
{
    protected override ICarrierVault Vault { get; } = new FakeCarrierVault();
}
