using System.Diagnostics;

namespace OrleansSms.Silo.Telemetry;

/// <summary>
/// Traces go with calls between silos as ever. What a request from outside says of traces is not believed: a stranger would
/// decide what is recorded here, and under which name.
/// </summary>
internal sealed class OwnTraces : DistributedContextPropagator
{
    private readonly DistributedContextPropagator _between = CreateW3CPropagator();

    public override IReadOnlyCollection<string> Fields => _between.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) => _between.Inject(activity, carrier, setter);

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        (traceId, traceState) = (null, null);
        if (carrier is not IHeaderDictionary)
        {
            _between.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
        }
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        carrier is IHeaderDictionary ? null : _between.ExtractBaggage(carrier, getter);
}
