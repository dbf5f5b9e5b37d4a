using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Numbers;
using OrleansSms.TwilioSimulator.Recordings;

namespace OrleansSms.TwilioSimulator.Control;

/// <summary>Everything the simulator knows, without secrets.</summary>
internal static class StateEndpoint
{
    public static Task Read(HttpContext context)
    {
        var world = context.RequestServices.GetRequiredService<Simulation>().World;
        var clock = context.RequestServices.GetRequiredService<SimulatedClock>();
        string json;
        lock (world.Gate)
        {
            var state = new
            {
                clock = new { now = clock.GetUtcNow(), clock.Mode, clock.Speed, clock.Pending },
                world.Seed,
                world.Version,
                world.Settings,
                accounts = world.Accounts.All.Select(account => new
                {
                    account.Sid, account.FriendlyName, account.Status, account.Type, account.OwnerSid, account.TestSid,
                    account.VerifiedNumbers, account.EnabledCountries, account.RequestsInFlight,
                }).ToList(),
                keys = world.Accounts.Keys.Select(key => new { key.Sid, key.AccountSid, type = key.IsMain ? "main" : "standard" }).ToList(),
                numbers = world.Numbers.All.Select(NumberJson.Of).ToList(),
                services = world.Services.All.Select(service => new
                {
                    service.Sid, service.AccountSid, service.FriendlyName, service.Numbers, service.InboundRequestUrl,
                    service.StatusCallback, service.UseInboundWebhookOnNumber, service.StickySender, service.AdvancedOptOut,
                }).ToList(),
                optOuts = world.OptOuts.All.Select(optOut => new { optOut.Scope, optOut.Recipient }).ToList(),
                faults = world.Faults.All.Select(FaultControl.Describe).ToList(),
                queues = world.Queues.FreeAt.ToDictionary(queue => queue.Key, queue => queue.Value),
                calls = world.Calls.NewestFirst.Select(CallJson.Of).ToList<JsonNode>(),
                recordings = world.Recordings.NewestFirst.Select(RecordingJson.Of).ToList<JsonNode>(),
                messages = world.Messages.NewestFirst.Select(MessageJson.Of).ToList<JsonNode>(),
            };

            // Some of it is read while it is written, so the text is made before anything can change.
            json = JsonSerializer.Serialize(state, ControlJson.Options);
        }

        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }
}
