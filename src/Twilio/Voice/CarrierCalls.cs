using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Accounts;
using OrleansSms.Twilio.Numbers;
using OrleansSms.Twilio.Outbound;
using OrleansSms.Twilio.Records;
using OrleansSms.Twilio.Voice.Browser;
using OrleansSms.Twilio.Voice.Recordings;

namespace OrleansSms.Twilio.Voice;

/// <inheritdoc cref="ICarrierCalls"/>
internal sealed partial class CarrierCalls(
    CarrierPost carrier, CarrierQuestions questions, CallRecords records, RecordingFetch recordings, AccountDirectory accounts, PassMint mint, ILogger<CarrierCalls> logger)
    : ICarrierCalls
{
    private const int WrongState = 21220;
    private static readonly TimeSpan Unconfigured = TimeSpan.FromMinutes(1);

    // Browsers are known to the account whose key signed their pass, and to no other.
    public bool ReachesBrowsers(string line) => mint.IsThere && accounts.Of(line) is { IsConfigured: true };

    public async Task<CallAnswer> Place(CallOrder order, CancellationToken cancellation)
    {
        if (accounts.Of(order.Line) is not { } account || accounts.Address is not { } address)
        {
            LogNotConfigured(logger, order.CallId);
            return new CallAnswer.NotExecuted(Unconfigured, "The line has no carrier account that can be used: see the settings, or Twilio:AccountSid, Twilio:AuthToken and PublicBaseUrl.");
        }

        var errand = new Errand("Call", order.CallId, 1, "dialler", "Calls", CallFields.Of(order, address.Voice), CarrierPost.CallClient);
        return await carrier.Post(account, errand, cancellation) switch
        {
            PostOutcome.Taken taken => new CallAnswer.Settled(new CallReport(
                order.CallId, CallLeg.Member, taken.Answer.Text("status") ?? CallWords.Queued, taken.Sid,
                CarrierDate: CarrierDates.Read(taken.Answer.Text("date_created")))),
            PostOutcome.Refused refused => Failed(order, refused.Code),
            // Somebody holds the phone and waits: a call that nobody lets in now is over, and pressing again is for the member to decide.
            PostOutcome.LockedOut lockedOut => Failed(order, lockedOut.Code),
            PostOutcome.NotExecuted not => new CallAnswer.NotExecuted(not.RetryAfter, not.Reason),
            PostOutcome.InDoubt doubt => new CallAnswer.Unknown(doubt.Reason),
            var other => throw new UnreachableException(other.GetType().Name),
        };
    }

    public async Task<bool> HangUp(string line, string callSid, CancellationToken cancellation)
    {
        if (accounts.Of(line) is not { } account || !Sid.IsUsable(callSid))
        {
            return false;
        }

        // Completed also ends a call that rings or waits for its turn.
        var reply = await questions.Post(account.Authorization, records.AddressOf(account, callSid), [new("Status", CallWords.Completed)], cancellation);
        return reply.IsRight || reply.IsGone || reply.Code == WrongState;
    }

    public async Task<ImmutableArray<CallRecord>?> Find(string line, string callSid, CancellationToken cancellation) =>
        !Sid.IsUsable(callSid) ? []
        : accounts.Of(line) is { } account ? await records.Find(account, callSid, cancellation)
        : null;

    public async Task<ImmutableArray<CallRecord>?> Placed(string line, string to, DateTimeOffset since, CancellationToken cancellation) =>
        accounts.Of(line) is { } account ? await records.Placed(account, line, to, since, cancellation) : null;

    public async Task<RecordingAnswer> Fetch(string line, CallRecording recording, CancellationToken cancellation) =>
        accounts.Of(line) is { } account
            ? await recordings.Fetch(account, recording, cancellation)
            : new RecordingAnswer.NotYet("The line has no carrier account that can be used.");

    public async Task<bool> DeleteRecording(string line, string recordingSid, CancellationToken cancellation)
    {
        if (accounts.Of(line) is not { } account || !Sid.IsUsable(recordingSid))
        {
            return false;
        }

        var reply = await questions.Delete(account.Authorization, questions.Api($"{account.Sid}/Recordings/{recordingSid}.json"), cancellation);
        return reply.Status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices || reply.IsGone;
    }

    private static CallAnswer.Settled Failed(CallOrder order, int code) => new(new CallReport(order.CallId, CallLeg.Member, CallWords.Failed, Code: code));

    [LoggerMessage(LogLevel.Warning, "Call {CallId} waits: its line has no carrier account that can be used (settings, or Twilio:AccountSid)")]
    private static partial void LogNotConfigured(ILogger logger, Guid callId);
}
