using System.Text.RegularExpressions;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Outcomes;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Messages.Rules;

/// <summary>May this account send from there?</summary>
internal static partial class SenderRules
{
    public static ApiError? SenderOwned(RuleInput input)
    {
        var from = input.Request.From;
        if (from is null or MagicNumbers.Sender)
        {
            return null;
        }

        if (AddressRules.IsSenderName(from) && !from.All(char.IsAsciiDigit))
        {
            return SenderNameUsable(input);
        }

        var number = input.World.Numbers.Find(from);
        if (number is null || number.AccountSid != input.Account.Sid)
        {
            return ApiError.Invalid(
                input.Settings.LegacyFromErrors ? 21606 : 21660, $"Mismatch between the 'From' number {from} and the account {input.Account.Sid}");
        }

        return number.Sms
            ? null
            : ApiError.Invalid(input.Settings.LegacyFromErrors ? 21606 : 21661, $"The 'From' number {from} is not SMS-capable.");
    }

    public static ApiError? ServiceUsable(RuleInput input)
    {
        var (sid, from) = (input.Request.ServiceSid, input.Request.From);
        if (sid is null)
        {
            return null;
        }

        if (!ServiceSid().IsMatch(sid))
        {
            return ApiError.Invalid(21705, "The Messaging Service Sid is invalid.");
        }

        var service = input.World.Services.Find(sid);
        if (service is null || service.AccountSid != input.Account.Sid)
        {
            return ApiError.Invalid(21701, "The Messaging Service does not exist.");
        }

        if (service.Numbers.Count == 0)
        {
            return ApiError.Invalid(21704, "The Messaging Service contains no phone numbers.");
        }

        return from is not null && !service.Numbers.Contains(from)
            ? ApiError.Invalid(21711, "The 'From' number is not in the Messaging Service.")
            : null;
    }

    public static ApiError? QueueHasRoom(RuleInput input) =>
        input.Request is { From: { } from, ServiceSid: null, SendAt: null }
        && input.World.Queues.IsFull(input.Clock, from, input.Settings.QueueCapacitySeconds)
            ? ApiError.Invalid(21611, $"The queue of the 'From' number {from} is full.")
            : null;

    private static ApiError? SenderNameUsable(RuleInput input)
    {
        if (input.Account.IsTrial)
        {
            return ApiError.Invalid(21267, "A trial account cannot use an alphanumeric sender.");
        }

        return Dialing.Country(input.Request.To!) is "US" or "CA"
            ? ApiError.Invalid(21612, "An alphanumeric sender cannot reach this 'To' number.")
            : null;
    }

    [GeneratedRegex("^MG[0-9a-fA-F]{32}\\z")]
    private static partial Regex ServiceSid();
}
