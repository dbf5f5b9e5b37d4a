using OrleansSms.TwilioSimulator.Carrier;

namespace OrleansSms.TwilioSimulator.Services;

/// <summary>Which sender of a pool texts a recipient: the one they know, else one of their country, else the next in turn.</summary>
internal static class SenderChoice
{
    private const int Remembered = 20_000;

    public static string? For(World world, MessagingService service, string recipient)
    {
        var able = service.Numbers.Where(number => world.Numbers.Find(number) is { Sms: true }).ToList();
        if (able.Count == 0)
        {
            return null;
        }

        if (service.StickySender && service.Sticky.TryGetValue(recipient, out var known) && able.Contains(known))
        {
            return known;
        }

        var country = Dialing.Country(recipient);
        var near = able.Where(number => Dialing.Country(number) == country).ToList();
        var pool = near.Count > 0 ? near : able;
        var chosen = pool[service.NextTurn() % pool.Count];
        if (service.Sticky.Count >= Remembered)
        {
            service.Sticky.Clear();
        }

        service.Sticky[recipient] = chosen;
        return chosen;
    }
}
