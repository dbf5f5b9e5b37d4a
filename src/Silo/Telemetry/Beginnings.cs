using System.Diagnostics;
using OpenTelemetry.Trace;

namespace OrleansSms.Silo.Telemetry;

/// <summary>
/// What a trace may begin with: something that comes in, or something that we do and name. A question to the database or a call
/// of a grain that nothing led to is a clock's doing, and there are thousands of those.
/// </summary>
internal sealed class Beginnings(Sampler share) : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Kind == ActivityKind.Client ? new(SamplingDecision.Drop) : share.ShouldSample(samplingParameters);
}
