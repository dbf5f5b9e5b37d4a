using System.Diagnostics;
using OpenTelemetry;

namespace OrleansSms.Silo.Telemetry;

/// <summary>Leaves out with what a page and its circuit keep each other going all the time: only at their end their names are known.</summary>
internal sealed class Frames : BaseProcessor<Activity>
{
    private const string Circuits = "Microsoft.AspNetCore.Components.Server.ComponentHub/";
    private static readonly string[] Names = [Circuits + "OnRenderCompleted", Circuits + "EndInvokeJSFromDotNet"];

    public override void OnEnd(Activity data)
    {
        if (Names.Contains(data.DisplayName))
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
