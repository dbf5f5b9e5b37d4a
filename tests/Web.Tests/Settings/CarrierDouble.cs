using System.Collections.Immutable;
using OrleansSms.Carrier;
using OrleansSms.Members;

namespace OrleansSms.Web.Tests.Settings;

/// <summary>Carrier accounts as the test says.</summary>
internal sealed class CarrierDouble : ICarrierAccounts, ICarrierNumbers
{
    public ImmutableArray<CarrierAccount> Accounts { get; set; } = [];

    public NumberList Numbers { get; set; } = new([], []);

    public CarrierCheck Checked { get; set; } = new(true, [new(FindingLevel.Good, "It is active.")]);

    public ImmutableArray<FieldError> Wrong { get; set; } = [];

    /// <summary>What everything meets.</summary>
    public Exception? Fault { get; set; }

    public Dictionary<string, NumberOutcome> Outcomes { get; } = [];

    public List<string> Did { get; } = [];

    public static CarrierAccount Account(string sid = "AC000000000000000000000000000000b5b5", bool isConfigured = false, bool hasSecondaryToken = false) =>
        new(sid, "Branch", isConfigured, IsOverruled: false, IsReadable: true, hasSecondaryToken, HasApiKey: false, null, Lines: 1, Some.Noon);

    public static CarrierNumber Number(string number, LinePlace place = LinePlace.None, AddressState state = AddressState.Missing, params CarrierFinding[] findings) => new(
        "PN" + number[1..], number, null, CanText: true, CanSendPictures: false, CanCall: false, place, place == LinePlace.OtherAccount ? "…1111" : null,
        [new("Texts", state == AddressState.Missing ? null : "POST https://old.example/", "POST https://ours.example/", state)], [.. findings]);

    Task<ImmutableArray<CarrierAccount>> ICarrierAccounts.List(CancellationToken cancellation) => Answer("list", Accounts);

    public Task<ImmutableArray<FieldError>> Add(NewCarrierAccount form, CancellationToken cancellation)
    {
        Accounts = Wrong.IsEmpty ? Accounts.Add(Account(form.AccountSid)) : Accounts;
        return Answer($"add {form.AccountSid} {form.Name}", Wrong);
    }

    public Task<ImmutableArray<FieldError>> Rename(string accountSid, string name, CancellationToken cancellation)
    {
        Accounts = Fault is null && Wrong.IsEmpty ? [.. Accounts.Select(account => account.Sid == accountSid ? account with { Name = name } : account)] : Accounts;
        return Answer($"rename {name}", Wrong);
    }

    public Task<ImmutableArray<FieldError>> ReplaceToken(string accountSid, string token, CancellationToken cancellation) => Answer($"token {token}", Wrong);

    public Task<ImmutableArray<FieldError>> SetSecondaryToken(string accountSid, string token, CancellationToken cancellation) => Answer($"secondary {token}", Wrong);

    public Task ClearSecondaryToken(string accountSid, CancellationToken cancellation) => Answer("clear", true);

    public Task PromoteSecondaryToken(string accountSid, CancellationToken cancellation) => Answer("promote", true);

    public Task<ImmutableArray<FieldError>> SetApiKey(string accountSid, string keySid, string secret, CancellationToken cancellation) => Answer($"key {keySid} {secret}", Wrong);

    public Task ClearApiKey(string accountSid, CancellationToken cancellation) => Answer("no key", true);

    public Task Remove(string accountSid, CancellationToken cancellation) => Answer("remove", true);

    public Task<CarrierCheck> Check(string accountSid, CancellationToken cancellation) => Answer("check", Checked);

    Task<NumberList> ICarrierNumbers.List(string accountSid, CancellationToken cancellation) => Answer("numbers", Numbers);

    public Task<NumberOutcome> SetUp(string accountSid, string numberSid, bool takeOver, bool calls, CancellationToken cancellation) =>
        Answer($"set up {numberSid}{(takeOver ? " whatever it is" : "")}{(calls ? "" : " without its calls")}", Outcomes.GetValueOrDefault(numberSid) ?? new(true, "Done."));

    private Task<T> Answer<T>(string did, T answer)
    {
        Did.Add(did);
        return Fault is { } fault ? Task.FromException<T>(fault) : Task.FromResult(answer);
    }
}
