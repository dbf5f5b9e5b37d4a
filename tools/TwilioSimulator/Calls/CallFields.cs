using OrleansSms.TwilioSimulator.Inbound;

namespace OrleansSms.TwilioSimulator.Calls;

/// <summary>What every voice webhook says of its call.</summary>
internal static class CallFields
{
    public static Dictionary<string, string> Of(Call call)
    {
        var fields = new Dictionary<string, string>
        {
            ["CallSid"] = call.Sid,
            ["AccountSid"] = call.AccountSid,
            ["From"] = call.From,
            ["To"] = call.To,
            ["Caller"] = call.From,
            ["Called"] = call.To,
            ["CallStatus"] = call.Status,
            ["ApiVersion"] = "2010-04-01",
            ["Direction"] = call.Direction,
        };
        if (call.ParentSid is { } parent)
        {
            fields["ParentCallSid"] = parent;
        }

        if (call.AnsweredBy is { } who)
        {
            fields["AnsweredBy"] = who;
        }

        if (call.IsInbound)
        {
            fields["CallToken"] = $"simulated-{call.Sid}";
            fields["StirVerstat"] = call.From.StartsWith('+') ? "TN-Validation-Passed-A" : "No-TN-Validation";
        }

        (string Prefix, string Number)[] places = [("From", call.From), ("Caller", call.From), ("To", call.To), ("Called", call.To)];
        foreach (var (name, value) in places.SelectMany(place => Places.Fields(place.Prefix, place.Number)))
        {
            fields[name] = value;
        }

        return fields;
    }
}
