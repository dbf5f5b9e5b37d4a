using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Calls.Rules;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Recordings;

/// <summary>Recording a call that is running: start, pause, resume, stop.</summary>
internal sealed class RecordingControl(Recorder recorder, SimulatedClock clock)
{
    private const string Newest = "Twilio.CURRENT";

    public Task Start(HttpContext context) => Answer(context, StatusCodes.Status201Created, (form, call, errands) =>
    {
        if (call.Status != CallStatus.InProgress)
        {
            return (ApiError.Invalid(21220, "Call is not in-progress. Cannot record."), null);
        }

        var request = new CallRequest(form);
        var url = form.Given("RecordingStatusCallback");
        var order = new RecordingOrder(
            RecordingSource.Api,
            form["RecordingChannels"] == "dual" ? 2 : 1,
            form.Given("RecordingTrack") ?? "both",
            url is null ? null : new(url, request.Method("RecordingStatusCallbackMethod"), request.Events("RecordingStatusCallbackEvent")));
        return url is not null && !Wire.IsWebAddress(url)
            ? (ApiError.Invalid(21609, "The RecordingStatusCallback URL is not a valid URL."), null)
            : (null, recorder.Start(ApiCall.Of(context).World, call, order, errands));
    });

    public Task Change(HttpContext context) => Answer(context, StatusCodes.Status200OK, (form, call, errands) =>
    {
        var world = ApiCall.Of(context).World;
        var sid = (string?)context.Request.RouteValues["sid"];
        var recording = world.Recordings.NewestFirst.FirstOrDefault(candidate =>
            candidate.CallSid == call.Sid && (candidate.Sid == sid || sid == Newest && candidate.IsRunning));
        switch (form.Given("Status"))
        {
            case var _ when recording is null:
                return (ApiError.NotFound(context.Request.Path), null);
            case var _ when !recording.IsRunning:
                return (ApiError.Invalid(21220, "The recording has ended."), null);
            case "paused":
                recorder.Pause(recording);
                break;
            case "in-progress":
                recorder.Resume(recording);
                break;
            case "stopped":
                recorder.Stop(world, recording, errands);
                break;
            default:
                return (ApiError.Invalid(20422, "Status must be paused, in-progress or stopped."), null);
        }

        world.Version++;
        return (null, recording);
    });

    private async Task Answer(HttpContext context, int status, Func<WireForm, Call, Errands, (ApiError? Refusal, Recording? Recording)> act)
    {
        var api = ApiCall.Of(context);
        var errands = new Errands();
        ApiError? refusal;
        System.Text.Json.Nodes.JsonObject? body = null;
        lock (api.World.Gate)
        {
            if (api.World.Calls.Find((string?)context.Request.RouteValues["call"]) is { } call && call.AccountSid == api.Account.Sid)
            {
                (refusal, var recording) = act(api.Form, call, errands);
                body = recording is null ? null : RecordingJson.Of(recording);
            }
            else
            {
                refusal = ApiError.NotFound(context.Request.Path);
            }
        }

        await (refusal is not null ? Reply.Error(context, refusal) : Reply.Json(context, status, body!));

        // The carrier answers first and tells the callback address afterwards.
        clock.Plan(TimeSpan.Zero, errands.Run);
    }
}
