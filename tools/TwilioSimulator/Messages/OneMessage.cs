using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Faults;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Messages;

/// <summary>Reading, cancelling, redacting and deleting messages.</summary>
internal sealed class OneMessage(StatusMoves moves, SimulatedClock clock)
{
    public Task List(HttpContext context)
    {
        var call = ApiCall.Of(context);
        double lag;
        lock (call.World.Gate)
        {
            lag = call.World.Faults.TakeFirst(effect => effect == FaultEffect.ListLag, context.Request.Path, "GET", call.Query["To"])
                ?.Request.Seconds ?? 0;
        }

        return MessageListing.Read(call, context.Request.Path, clock.GetUtcNow() - clock.Scale(TimeSpan.FromSeconds(lag)), out var body) is { } refusal
            ? Reply.Error(context, refusal)
            : Reply.Json(context, StatusCodes.Status200OK, body);
    }

    public static Task Fetch(HttpContext context) => Answer(context, (_, _) => null);

    public async Task Update(HttpContext context)
    {
        var call = ApiCall.Of(context);
        var errands = new Errands();
        await Answer(context, (message, _) =>
        {
            if (call.Form.Given("Body") is not null)
            {
                return ApiError.Invalid(20422, "Body can only be emptied.");
            }

            if (call.Form.Given("Status") is { } status)
            {
                if (status != Status.Canceled)
                {
                    return ApiError.Invalid(20422, "Status can only be 'canceled'.");
                }

                if (!moves.Try(call.World, message, Status.Canceled, errands))
                {
                    return ApiError.Invalid(30409, "The message can no longer be canceled.");
                }
            }

            if (call.Form["Body"] is not null)
            {
                message.Body = "";
                message.Updated = clock.GetUtcNow();
                call.World.Version++;
            }

            return null;
        });

        // The carrier answers first and tells the callback address afterwards.
        clock.Plan(TimeSpan.Zero, errands.Run);
    }

    public static Task Delete(HttpContext context) => Answer(
        context,
        (message, world) =>
        {
            if (!Status.IsFinal(message.Status) && message.Status != Status.Sent)
            {
                return ApiError.Invalid(20009, "The message cannot be deleted before it is complete.");
            }

            world.Messages.Remove(message);
            world.Version++;
            return null;
        },
        StatusCodes.Status204NoContent);

    public Task Feedback(HttpContext context)
    {
        var call = ApiCall.Of(context);
        var outcome = call.Form.Given("Outcome");
        return Answer(
            context,
            (_, _) => outcome is null or "confirmed" or "unconfirmed" ? null : ApiError.Invalid(20422, "Outcome must be confirmed or unconfirmed."),
            StatusCodes.Status201Created,
            message => new()
            {
                ["account_sid"] = message.AccountSid,
                ["message_sid"] = message.Sid,
                ["outcome"] = outcome ?? "confirmed",
                ["date_created"] = Wire.Date(clock.GetUtcNow()),
                ["date_updated"] = Wire.Date(clock.GetUtcNow()),
                ["uri"] = $"/2010-04-01/Accounts/{message.AccountSid}/Messages/{message.Sid}/Feedback.json",
            });
    }

    private static Task Answer(
        HttpContext context,
        Func<Message, Carrier.World, ApiError?> act,
        int status = StatusCodes.Status200OK,
        Func<Message, JsonObject>? shape = null)
    {
        var call = ApiCall.Of(context);
        ApiError? refusal;
        JsonObject? body = null;
        lock (call.World.Gate)
        {
            var message = call.World.Messages.Find((string?)context.Request.RouteValues["sid"]);
            if (message?.AccountSid != call.Account.Sid)
            {
                refusal = ApiError.NotFound(context.Request.Path);
            }
            else
            {
                call.Sid = message.Sid;
                refusal = act(message, call.World);
                body = refusal is null ? (shape ?? MessageJson.Of)(message) : null;
            }
        }

        if (refusal is not null)
        {
            return Reply.Error(context, refusal);
        }

        if (status == StatusCodes.Status204NoContent)
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        }

        return Reply.Json(context, status, body!);
    }
}
