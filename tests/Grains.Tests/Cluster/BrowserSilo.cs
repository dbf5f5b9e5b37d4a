using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Calls;

namespace OrleansSms.Grains.Tests.Cluster;

/// <summary>A silo whose members' phones are as a test wants.</summary>
public sealed class BrowserSilo : TestSilos
{
    private readonly PhoneBook _phones;

    public BrowserSilo()
        : this(new PhoneBook())
    {
    }

    private BrowserSilo(PhoneBook phones)
        : base(silos: 1, TimeProvider.System, outbox => outbox, new(), services => services.AddSingleton(phones.Port).AddSingleton<IGreetingFiles>(new FakeGreetingFiles())) => _phones = phones;

    public ImmutableArray<MemberPhone> Phones
    {
        get => _phones.Phones;
        set => _phones.Phones = value;
    }

    private sealed class PhoneBook
    {
        public ImmutableArray<MemberPhone> Phones { get; set; } = [];

        public IMemberPhones Port => Proxied.As<IMemberPhones>((method, _) =>
            method.Name == nameof(IMemberPhones.Of) ? Task.FromResult(Phones) : throw new NotSupportedException(method.Name));
    }
}
