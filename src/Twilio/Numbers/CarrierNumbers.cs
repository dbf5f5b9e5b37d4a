using System.Collections.Immutable;
using OrleansSms.Audit;
using OrleansSms.Carrier;
using OrleansSms.Grains.Ports;
using OrleansSms.Members;
using OrleansSms.PhoneNumbers;
using OrleansSms.Twilio.Accounts;

namespace OrleansSms.Twilio.Numbers;

/// <inheritdoc cref="ICarrierNumbers"/>
internal sealed class CarrierNumbers(
    ICallers callers, ICarrierVault vault, AccountDirectory directory, AccountCheck check, NumberPages pages, NumberSetUp setUp, IAuditLog audit) : ICarrierNumbers
{
    private const string NoAddress =
        "This installation does not know the address the carrier reaches it at: set PublicBaseUrl. Until then nothing that comes in can be checked.";

    public async Task<CarrierCheck> Check(string accountSid, CancellationToken cancellation)
    {
        callers.Owner();
        var account = Find(accountSid);
        var result = await check.Of(account, cancellation);
        if (result.ParentSid is { } parent && !account.IsConfigured && (await vault.Read(cancellation)).Accounts.FirstOrDefault(one => one.Sid == account.Sid) is { } stored
            && stored.ParentSid != parent)
        {
            // Learned, not entered: the day on which it was changed stays.
            await vault.Change(account.Sid, new(ParentSid: parent), stored.ChangedAt, cancellation);
        }

        return directory.Address is null
            ? new(false, result.Check.Findings.Add(new(FindingLevel.Problem, NoAddress)))
            : result.Check;
    }

    public async Task<NumberList> List(string accountSid, CancellationToken cancellation)
    {
        callers.Owner();
        var account = Find(accountSid);
        if (directory.Address is not { } address)
        {
            return new([], [], NoAddress);
        }

        var (numbers, services) = (pages.Numbers(account, cancellation), pages.Services(account, cancellation));
        await Task.WhenAll(numbers, services);
        if ((await numbers).Failed is { } failed)
        {
            return new([], [], failed.Trouble);
        }

        var lines = await vault.Lines([.. (await numbers).Items.Select(number => number.Number)], cancellation);
        var serviceOf = (await services).Items.DistinctBy(one => one.Number).ToDictionary(one => one.Number, one => one.Service, StringComparer.Ordinal);
        var servicesKnown = (await services) is { Failed: null, IsCut: false };
        return new(
            [
                .. (await numbers).Items.Select(number => NumberAdvice.On(
                    number, address.OfNumbers, serviceOf.GetValueOrDefault(number.Number), servicesKnown,
                    PlaceOf(number.Number, account, lines, out var other), other)),
            ],
            [.. About((await numbers).IsCut, await services)]);
    }

    public async Task<NumberOutcome> SetUp(string accountSid, string numberSid, bool takeOver, bool calls, CancellationToken cancellation)
    {
        var owner = callers.Owner();
        var account = Find(accountSid);
        if (directory.Address is not { } address)
        {
            return new(false, NoAddress);
        }

        if (!Sid.Is(numberSid, "PN"))
        {
            throw new RefusedException(Refusals.InvalidNumber, "This is not the name of a number.");
        }

        var (number, failed) = await setUp.Find(account, numberSid, cancellation);
        if (number is null)
        {
            return new(false, failed!);
        }

        if (!number.CanText && !number.CanCall)
        {
            return new(false, "This number can neither text nor call.");
        }

        if (PhoneNumber.Parse(number.Number) != number.Number)
        {
            return new(false, "This is not a full phone number, so it cannot be a line.");
        }

        var place = PlaceOf(number.Number, account, await vault.Lines([number.Number], cancellation), out var other);
        if (place == LinePlace.OtherAccount && !takeOver)
        {
            return new(false, $"It is a line that sends through account {other}. Set it up on its own to move it.");
        }

        if (place != LinePlace.Here)
        {
            await vault.SetLine(number.Number, account.IsConfigured ? null : account.Sid, cancellation);
            await directory.Reload(CancellationToken.None);
        }

        var outcome = await setUp.Write(account, number, address.OfNumbers, calls && number.CanCall, cancellation);
        await audit.Write(
            AuditEntry.By(owner, AuditActions.CarrierNumberSetUp, number.Number, $"account {CarrierAccount.EndingOf(account.Sid)}: {outcome.Sentence}"), CancellationToken.None);
        return outcome;
    }

    private TwilioAccount Find(string accountSid) => directory.Find(accountSid) ?? throw new RefusedException(
        Refusals.CarrierAccountNotFound, "This account cannot be used: it was removed, or its token has to be entered again.");

    private LinePlace PlaceOf(string number, TwilioAccount account, ImmutableDictionary<string, string?> lines, out string? other)
    {
        other = null;
        if (!lines.TryGetValue(number, out var named))
        {
            return LinePlace.None;
        }

        if ((named ?? directory.Configured?.Sid) is not { } sid)
        {
            return LinePlace.NoAccount;
        }

        if (sid == account.Sid)
        {
            return LinePlace.Here;
        }

        other = CarrierAccount.EndingOf(sid);
        return LinePlace.OtherAccount;
    }

    private static IEnumerable<CarrierFinding> About(bool isCut, NumberPages.Listed<(string, ServiceRecord)> services)
    {
        if (isCut)
        {
            yield return new(FindingLevel.Warning, "This account has more numbers than are shown here.");
        }

        if (services.Failed is { } failed)
        {
            yield return new(
                FindingLevel.Warning,
                $"Its messaging services could not be read: {failed.Trouble} A service may send texts elsewhere, whatever its numbers say.");
        }
        else if (services.IsCut)
        {
            yield return new(FindingLevel.Warning, "This account has more messaging services than were looked at. A service may send texts elsewhere, whatever its numbers say.");
        }
    }
}
