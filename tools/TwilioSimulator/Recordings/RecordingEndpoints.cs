using System.Text.Json.Nodes;
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
        JsonObject body;
        lock (call.World.Gate)
        {
            var all = call.World.Recordings.NewestFirst.Where(recording =>
                recording.AccountSid == call.Account.Sid && (wanted is null || recording.CallSid == wanted));
            body = StableList.Envelope(call, context.Request.Path, "recordings", paging, from, all, RecordingJson.Of);
        }

        return Reply.Json(context, 200, body);
    }

    private static Task Fetch(HttpContext context)
    {
        var call = ApiCall.Of(context);
        JsonObject? body;
        lock (call.World.Gate)
        {
            body = Find(context, call) is { } recording ? RecordingJson.Of(recording) : null;
        }

        return body is null ? Reply.Error(context, ApiError.NotFound(context.Request.Path)) : Reply.Json(context, 200, body);
    }

    private static Task Delete(HttpContext context)
    {
        var call = ApiCall.Of(context);
        ApiError? refusal = null;
        lock (call.World.Gate)
        {
            switch (Find(context, call))
            {
                case null:
                    refusal = ApiError.NotFound(context.Request.Path);
                    break;
                case { IsRunning: true }:
                    refusal = ApiError.Invalid(20009, "The recording cannot be deleted before it is complete.");
                    break;
                case var recording:
                    call.World.Recordings.Remove(recording);
                    call.World.Version++;
                    break;
            }
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return refusal is null ? Task.CompletedTask : Reply.Error(context, refusal);
    }

    private static Recording? Find(HttpContext context, ApiCall call) =>
        call.World.Recordings.Find((string?)context.Request.RouteValues["sid"]) is { } recording && recording.AccountSid == call.Account.Sid
            ? recording
            : null;
}
