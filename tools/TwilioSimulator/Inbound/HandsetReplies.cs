using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Messages;

namespace OrleansSms.TwilioSimulator.Inbound;

/// <summary>Lets the handsets of some outcome numbers answer what they got.</summary>
internal sealed class HandsetReplies(InboundDesk desk, SimulatedClock clock)
{
    public void OnDelivered(World world, Message message)
    {
        if (message.Outcome.Reply is not { } text || message.From is not { } from)
        {
            return;
        }

        var sms = new InboundSms { From = message.To, To = from, Body = text };
        clock.Plan(TimeSpan.FromSeconds(world.Settings.ReplySeconds), () => desk.Receive(world, sms));
    }
}

internal static class InboundSetup
{
    public static void AddInbound(this IServiceCollection services)
    {
        services.AddSingleton<TwimlReplies>();
        services.AddSingleton<InboundWebhook>();
        services.AddSingleton<InboundDesk>();
        services.AddSingleton<HandsetReplies>();
    }

    public static void UseHandsetReplies(this WebApplication app) =>
        app.Services.GetRequiredService<MessageEngine>().Delivered += app.Services.GetRequiredService<HandsetReplies>().OnDelivered;
}
