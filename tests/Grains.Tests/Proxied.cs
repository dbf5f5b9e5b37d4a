using System.Reflection;

namespace OrleansSms.Grains.Tests;

/// <summary>
/// Stands in for a grain interface. A class that implements one would count as a grain of the test cluster.
/// </summary>
public class Proxied : DispatchProxy
{
    private Func<MethodInfo, object?[], object?> _answer = (_, _) => null;

    public static T As<T>(Func<MethodInfo, object?[], object?> answer) where T : class
    {
        var proxy = Create<T, Proxied>();
        ((Proxied)(object)proxy)._answer = answer;
        return proxy;
    }

    /// <summary>A factory of one grain, whatever the key.</summary>
    public static IGrainFactory Grains<T>(Func<Guid, T> grain) where T : class =>
        As<IGrainFactory>((method, arguments) => method.IsGenericMethod && method.GetGenericArguments()[0] == typeof(T)
            ? grain((Guid)arguments[0]!)
            : throw new NotSupportedException(method.ToString()));

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer(targetMethod!, args ?? []);
}
