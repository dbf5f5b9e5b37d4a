using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Messages.Rules;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Messages;

/// <summary>POST of a new message.</summary>
internal sealed partial class CreateMessage(MessageEngine engine, SimulatedClock clock, ILogger<CreateMessage> logger)
{
    public async Task Handle(HttpContext context)
    {
        var call = ApiCall.Of(context);
        var request = new CreateRequest(call.Form);
        foreach (var name in request.Repeated)
        {
            LogRepeated(logger, name);
        }

        if (TryAccept(call, request, context.Request.Path, out var message, out var answer) is { } refusal)
        {
            await Reply.Error(context, refusal);
            return;
        }

        if (message.Outcome.SentBeforeAnswer)
        {
            await engine.SendBeforeAnswer(call.World, message);
        }

        await Reply.Json(context, StatusCodes.Status201Created, answer);
    }

    private ApiError? TryAccept(ApiCall call, CreateRequest request, string path, out Message message, out JsonObject answer)
    {
        (message, answer) = (null!, null!);
        lock (call.World.Gate)
        {
            var input = new RuleInput(call.World, call.Account, request, call.IsTest, clock);
            if (CreateRules.Check(input) is { } refusal)
            {
                return refusal;
            }

            message = MessageDrafts.FromApi(input, path);
            call.Sid = message.Sid;
            if (!call.IsTest)
            {
                engine.Accept(call.World, message);
            }

            answer = MessageJson.Of(message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Parameter {Name} was given more than once; the first value counts")]
    private static partial void LogRepeated(ILogger logger, string name);
}
