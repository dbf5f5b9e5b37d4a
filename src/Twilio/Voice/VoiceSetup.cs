using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Voice.Browser;
using OrleansSms.Twilio.Voice.Recordings;

namespace OrleansSms.Twilio.Voice;

/// <summary>What calls need of this adapter.</summary>
internal static class VoiceSetup
{
    public static void AddVoice(IServiceCollection services)
    {
        services.AddSingleton<VoiceSteps>();
        services.AddSingleton<VoiceReports>();
        services.AddSingleton<VoiceWebhooks>();
        services.AddSingleton<GreetingDoor>();
        services.AddSingleton<CallRecords>();
        services.AddSingleton<RecordingFetch>();
        services.AddSingleton<ICarrierCalls, CarrierCalls>();
        services.AddSingleton<PassMint>();
        services.AddScoped<ISoftphone, Softphone>();
    }

    /// <param name="group">At <see cref="VoiceDoors.Root"/>.</param>
    public static void MapVoice(RouteGroupBuilder group, VoiceWebhooks webhooks)
    {
        // A number at the carrier may be set up to GET what is its own; everything else has its method in the address we gave.
        string[] ofNumbers = [HttpMethods.Post, HttpMethods.Get];
        string[] ours = [HttpMethods.Post];
        foreach (var step in VoiceDoors.Steps)
        {
            group.MapMethods(step, step == VoiceDoors.Webhook ? ofNumbers : ours, http => webhooks.Ask(http, step));
        }

        group.MapMethods(VoiceDoors.Status, ofNumbers, webhooks.Status);
        group.MapMethods(VoiceDoors.Greeting, [HttpMethods.Get, HttpMethods.Head], http => http.RequestServices.GetRequiredService<GreetingDoor>().Play(http));
        group.MapMethods(VoiceDoors.Recording, ours, webhooks.Recording);
        group.MapMethods(VoiceDoors.Transcript, ours, webhooks.Transcript);
    }
}
