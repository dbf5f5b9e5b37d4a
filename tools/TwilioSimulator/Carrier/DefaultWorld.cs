using OrleansSms.TwilioSimulator.Accounts;
using OrleansSms.TwilioSimulator.Numbers;
using OrleansSms.TwilioSimulator.Services;

namespace OrleansSms.TwilioSimulator.Carrier;

/// <summary>What stands there before anybody configured anything.</summary>
internal static class DefaultWorld
{
    public static readonly string AccountSid = "AC" + new string('1', 32);
    public static readonly string TestAccountSid = "AC" + new string('4', 32);
    public static readonly string ServiceSid = "MG" + new string('2', 32);
    public const string AuthToken = "0123456789abcdef0123456789abcdef";
    public const string TestToken = "fedcba9876543210fedcba9876543210";

    public static void Furnish(World world, SimulatorOptions options, DateTimeOffset now)
    {
        world.Accounts.Put(new Account(AccountSid, AuthToken, now)
        {
            FriendlyName = "Simulated account",
            TestSid = TestAccountSid,
            TestToken = TestToken,
        });

        AddNumber("+14155550100", mms: true, voice: true);
        AddNumber("+14155550101", mms: false, voice: options.AllVoice);
        AddNumber("+18885550100", mms: true, voice: true);

        var service = new MessagingService(ServiceSid, AccountSid, now)
        {
            FriendlyName = "Simulated service",
            UseInboundWebhookOnNumber = true,
        };
        service.Numbers.AddRange(["+14155550100", "+14155550101"]);
        world.Services.Put(service);

        void AddNumber(string number, bool mms, bool voice)
        {
            var owned = new OwnedNumber(world.Dice.Sid("PN"), AccountSid, number, now) { Mms = mms, Voice = voice };
            owned.Webhooks["sms_url"] = options.SmsUrl ?? "";
            owned.Webhooks["sms_fallback_url"] = options.SmsFallbackUrl ?? "";
            owned.Webhooks["voice_url"] = voice ? options.VoiceUrl ?? "" : "";
            owned.Webhooks["voice_fallback_url"] = voice ? options.VoiceFallbackUrl ?? "" : "";
            owned.Webhooks["status_callback"] = voice ? options.VoiceStatusCallback ?? "" : "";
            world.Numbers.Put(owned);
        }
    }
}
