using System.Reflection;
using OrleansSms.Lines;

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

    /// <summary>A factory of one grain, whatever the key; of the grains of lines, which only need to be woken, as well.</summary>
    public static IGrainFactory Grains<T>(Func<Guid, T> grain, Action? woken = null) where T : class
    {
        return As<IGrainFactory>((method, arguments) => arguments switch
        {
            [GrainId id, GrainInterfaceType] => grain(id.GetGuidKey()),
            [Guid key, ..] when method.GetGenericArguments() is [var type] && type == typeof(T) => grain(key),
            _ when method.IsGenericMethod && method.GetGenericArguments() is [var type] && type == typeof(ILineChecksGrain) => As<ILineChecksGrain>((_, _) => Woken()),
            _ => throw new NotSupportedException(method.ToString()),
        });

        Task Woken()
        {
            woken?.Invoke();
            return Task.CompletedTask;
        }
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer(targetMethod!, args ?? []);
}
