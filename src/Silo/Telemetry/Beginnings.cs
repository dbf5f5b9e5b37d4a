using System.Diagnostics;
using OpenTelemetry.Trace;

namespace OrleansSms.Silo.Telemetry;

/// <summary>
/// What a trace may begin with: something that comes in, or something that we do and name. A question to the database or a call
/// of a grain that nothing led to is a clock's doing, and there are thousands of those; so are the frames with which a page and
/// its circuit keep each other going.
/// </summary>
internal sealed class Beginnings(Sampler share) : Sampler
{
    private const string Circuits = "Microsoft.AspNetCore.Components.Server.ComponentHub/";
    private static readonly string[] Frames = [Circuits + "OnRenderCompleted", Circuits + "EndInvokeJSFromDotNet"];

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Kind == ActivityKind.Client || Frames.Contains(samplingParameters.Name)
            ? new(SamplingDecision.Drop)
            : share.ShouldSample(samplingParameters);
}
