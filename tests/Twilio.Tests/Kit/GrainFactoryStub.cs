using System.Reflection;

namespace OrleansSms.Twilio.Tests.Kit;

/// <summary>A grain factory that knows one kind of grain, by its key.</summary>
public class GrainFactoryStub : DispatchProxy
{
    private Func<Guid, object> _grain = _ => throw new InvalidOperationException();

    public static IGrainFactory For<TGrain>(Func<Guid, TGrain> grain)
        where TGrain : class, IGrainWithGuidKey
    {
        var factory = Create<IGrainFactory, GrainFactoryStub>();
        ((GrainFactoryStub)(object)factory)._grain = grain;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => args switch
    {
        [Guid key, null] => _grain(key),
        [GrainId id, GrainInterfaceType] => _grain(id.GetGuidKey()),
        _ => throw new NotSupportedException($"{targetMethod}"),
    };
}
