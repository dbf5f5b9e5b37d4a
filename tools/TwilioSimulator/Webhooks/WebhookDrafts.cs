using OrleansSms.TwilioSimulator.Accounts;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Faults;

namespace OrleansSms.TwilioSimulator.Webhooks;

/// <summary>Decides how a webhook goes out: order of fields, token, key, and what faults do to it. Used under the world's gate.</summary>
internal static class WebhookDrafts
{
    private const string WrongToken = "00000000000000000000000000000000";

    public static Webhook Make(
        World world, Account account, string kind, string sid, string url, string method, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var (list, settings) = (fields.ToList(), world.Settings);
        if (settings.Chaos)
        {
            list.Add(new("ZzSimulatorUnknown", "chaos"));
        }

        var to = list.Find(field => field.Key == "To").Value;
        var faults = world.Faults.TakeAll(FaultSides.IsAnyWebhook, url, method, to);
        foreach (var fault in faults)
        {
            Spoil(list, fault);
        }

        world.Dice.Shuffle(list);
        return new()
        {
            Kind = kind,
            Sid = sid,
            Url = url,
            Method = method,
            Fields = list,
            IdempotencyToken = world.Dice.Uuid(),
            SigningToken = KeyOf(account, settings, faults),
            Settings = settings,
            Fault = faults.Count == 0 ? null : string.Join(' ', faults.Select(fault => fault.Effect)),
        };
    }

    private static string? KeyOf(Account account, CarrierSettings settings, IReadOnlyList<FaultRequest> faults)
    {
        bool Has(FaultEffect effect) => faults.Any(fault => fault.Effect == effect);
        if (Has(FaultEffect.MissingSignature))
        {
            return null;
        }

        var key = Has(FaultEffect.BadSignature) ? SigningKey.Wrong
            : Has(FaultEffect.SecondaryToken) ? SigningKey.Secondary
            : settings.SignWith;
        return key switch
        {
            SigningKey.Wrong => WrongToken,
            SigningKey.Secondary => account.SecondaryToken ?? WrongToken,
            _ => account.Token,
        };
    }

    private static void Spoil(List<KeyValuePair<string, string>> fields, FaultRequest fault)
    {
        switch (fault.Effect)
        {
            case FaultEffect.ExtraFields:
                fields.AddRange(fault.Fields ?? new Dictionary<string, string> { ["SimulatorExtra"] = "ça & là" });
                break;
            case FaultEffect.MissingFields:
                var names = fault.Names ?? ["ErrorCode", "To", "ApiVersion"];
                fields.RemoveAll(field => names.Contains(field.Key));
                break;
            case FaultEffect.DuplicateFieldNames:
                fields.AddRange([new("Tag", "beta"), new("Tag", "alpha"), new("Tag", "beta"), new("tag", "lower")]);
                break;
        }
    }
}
