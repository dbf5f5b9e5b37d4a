using System.Collections.Immutable;
using OrleansSms.Carrier;
using OrleansSms.Twilio.Accounts;
using OrleansSms.Twilio.Outbound;

namespace OrleansSms.Twilio.Numbers;

/// <summary>Tries every secret of an account on the carrier, each where it has to work.</summary>
internal sealed class AccountCheck(CarrierQuestions questions)
{
    /// <param name="ParentSid">Of a subaccount.</param>
    public sealed record Result(CarrierCheck Check, string? ParentSid);

    public async Task<Result> Of(TwilioAccount account, CancellationToken cancellation)
    {
        // The token also signs the webhooks, so it has to be right even when a key is used for asking.
        var reply = await questions.Get(account.ByToken, questions.Api($"{account.Sid}.json"), cancellation);
        if (!reply.IsRight)
        {
            return new(new(false, [new(FindingLevel.Problem, reply.IsLockedOut && reply.Code is null or 20003 ? WrongToken : reply.Trouble)]), null);
        }

        var told = reply.Json!.Value;
        var parent = told.Text("owner_account_sid") is { } owner && owner != account.Sid && Sid.Is(owner, "AC") ? owner : null;
        ImmutableArray<CarrierFinding> findings =
        [
            StateOf(told),
            .. told.Text("type") is "Trial" ? [Trial] : Array.Empty<CarrierFinding>(),
            .. parent is null ? [] : new[] { new CarrierFinding(FindingLevel.Note, $"It is a subaccount of {CarrierAccount.EndingOf(parent)}.") },
            .. await Secondary(account, cancellation),
            .. await Key(account, cancellation),
        ];
        return new(new(findings.All(finding => finding.Level < FindingLevel.Problem), findings), parent);
    }

    public static CarrierFinding Trial { get; } = new(
        FindingLevel.Warning, "This is a trial account: it texts only numbers that were verified at the carrier, and puts a notice before every text.");

    private const string WrongToken =
        "The carrier does not accept this token for this account. Copy both again from the first page of its console; a token that was replaced there does not work any more.";

    private static CarrierFinding StateOf(CarrierJson told) => told.Text("status") switch
    {
        "active" => new(FindingLevel.Good, $"The carrier knows this account{Named(told)}, and it is active."),
        "suspended" => new(FindingLevel.Problem, $"The carrier has suspended this account{Named(told)}. Nothing is sent until that is settled with the carrier."),
        "closed" => new(FindingLevel.Problem, $"This account{Named(told)} is closed, for good."),
        _ => new(FindingLevel.Warning, $"The carrier knows this account{Named(told)}, but does not say that it is active."),
    };

    private static string Named(CarrierJson told) => told.Text("friendly_name") is { Length: > 0 and <= 100 } name ? $" as “{name}”" : "";

    private async Task<IEnumerable<CarrierFinding>> Secondary(TwilioAccount account, CancellationToken cancellation)
    {
        if (account.BySecondaryToken is not { } secondary)
        {
            return [];
        }

        var reply = await questions.Get(secondary, questions.Api($"{account.Sid}.json"), cancellation);
        return [reply.IsRight
            ? new(FindingLevel.Good, "The secondary token works as well. Promote it here right after you promote it at the carrier.")
            : new(FindingLevel.Warning, $"The secondary token does not work: {reply.Trouble}")];
    }

    /// <summary>A standard key may not look at the account itself, but it may list numbers.</summary>
    private async Task<IEnumerable<CarrierFinding>> Key(TwilioAccount account, CancellationToken cancellation)
    {
        if (account.ByKey is not { } key)
        {
            return [];
        }

        var reply = await questions.Get(key, questions.Api($"{account.Sid}/IncomingPhoneNumbers.json?PageSize=1"), cancellation);
        return [reply.IsRight
            ? new(FindingLevel.Good, "The API key works, and is used for sending.")
            : new(FindingLevel.Problem, $"The API key, which is used for sending, does not work: {reply.Trouble}")];
    }
}
