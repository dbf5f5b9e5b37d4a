using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Recordings;

/// <summary>Listing, reading and deleting recordings.</summary>
internal static class RecordingEndpoints
{
    public const string Root = "/2010-04-01/Accounts/{account}/Recordings";

    public static void AddRecordings(this IServiceCollection services)
    {
        services.AddSingleton<Origin>();
        services.AddSingleton<RecordingCallbacks>();
        services.AddSingleton<Recorder>();
        services.AddSingleton<RecordingFile>();
        services.AddSingleton<RecordingControl>();
    }

    public static void MapRecordings(this WebApplication app)
    {
        var control = app.Services.GetRequiredService<RecordingControl>();
        const string OfCall = "/2010-04-01/Accounts/{account}/Calls/{call}/Recordings";
        app.MapGet(Root + ".json", context => List(context, null));
        app.MapGet(OfCall + ".json", context => List(context, (string)context.Request.RouteValues["call"]!));
        app.MapPost(OfCall + ".json", control.Start);
        app.MapPost(OfCall + "/{sid}.json", control.Change);
        app.MapGet(Root + "/{sid}.json", Fetch);
        app.MapDelete(Root + "/{sid}.json", Delete);
        app.MapGet(Root + "/{file}", app.Services.GetRequiredService<RecordingFile>().Fetch);
    }

    private static Task List(HttpContext context, string? callSid)
    {
        var call = ApiCall.Of(context);
        if (Paging.Read(call.Query, out var paging) is { } refusal)
        {
            return Reply.Error(context, refusal);
        }

        if (!PageToken.TryRead(call.World.Seed, paging.Token, out var from))
        {
            return Reply.Error(context, ApiError.Invalid(21481, "Invalid page token"));
        }

        var wanted = callSid ?? call.Query.Given("CallSid");
        lock (call.World.Gate)
        {
            var all = call.World.Recordings.NewestFirst.Where(recording =>
                recording.AccountSid == call.Account.Sid && (wanted is null || recording.CallSid == wanted));
            return Reply.Json(context, 200, StableList.Envelope(call, context.Request.Path, "recordings", paging, from, all, RecordingJson.Of));
        }
    }

    private static Task Fetch(HttpContext context) => Answer(context, 200, _ => { });

    private static Task Delete(HttpContext context) => Answer(context, 204, recording =>
    {
        var world = ApiCall.Of(context).World;
        world.Recordings.Remove(recording);
        world.Version++;
    });

    private static Task Answer(HttpContext context, int status, Action<Recording> act)
    {
        var call = ApiCall.Of(context);
        lock (call.World.Gate)
        {
            if (call.World.Recordings.Find((string?)context.Request.RouteValues["sid"]) is not { } recording || recording.AccountSid != call.Account.Sid)
            {
                return Reply.Error(context, ApiError.NotFound(context.Request.Path));
            }

            if (status == 204 && recording.IsRunning)
            {
                return Reply.Error(context, ApiError.Invalid(20009, "The recording cannot be deleted before it is complete."));
            }

            act(recording);
            if (status != 204)
            {
                return Reply.Json(context, status, RecordingJson.Of(recording));
            }
        }

        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
