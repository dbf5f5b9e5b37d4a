using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Numbers;

namespace OrleansSms.TwilioSimulator.Messages;

/// <summary>Segments per second of a sender: its own, else the one override for all, else that of its kind.</summary>
internal static class SenderRate
{
    public static double Of(World world, double? overrideForAll, string sender)
    {
        var number = world.Numbers.Find(sender);
        var settings = world.Settings;
        return number?.Rate ?? overrideForAll ?? number?.Kind switch
        {
            NumberKind.TollFree => settings.TollFreeRate,
            NumberKind.ShortCode => settings.ShortCodeRate,
            NumberKind.LongCode => settings.LongCodeRate,
            _ => settings.AlphanumericRate,
        };
    }
}
