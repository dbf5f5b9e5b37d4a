using System.Collections.Immutable;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Accounts;
using OrleansSms.Twilio.Numbers;
using OrleansSms.Twilio.Outbound;

namespace OrleansSms.Twilio.Voice;

/// <summary>What the carrier has on record of calls.</summary>
internal sealed class CallRecords(CarrierQuestions questions)
{
    private const int PageSize = 100;
    private const int MostPages = 5;

    /// <inheritdoc cref="ICarrierCalls.Find"/>
    public async Task<ImmutableArray<CallRecord>?> Find(TwilioAccount account, string callSid, CancellationToken cancellation)
    {
        var reply = await questions.Get(account.Authorization, AddressOf(account, callSid), cancellation);
        if (reply.IsGone)
        {
            return [];
        }

        return reply.IsRight && CallRecordReading.Read(reply.Json!.Value) is { } call
            && await List(account, $"ParentCallSid={callSid}", since: null, cancellation) is { } legs
                ? [call, .. legs.Select(CallRecordReading.Read).OfType<CallRecord>()]
                : null;
    }

    /// <inheritdoc cref="ICarrierCalls.Placed"/>
    public async Task<ImmutableArray<CallRecord>?> Placed(TwilioAccount account, string line, string to, DateTimeOffset since, CancellationToken cancellation)
    {
        // Not filtered by date: one that waits for its turn has not started, and would be left out.
        var filter = $"From={Uri.EscapeDataString(line)}&To={Uri.EscapeDataString(to)}";
        // The carrier's dates have no fractions.
        var moment = new DateTimeOffset(since.UtcTicks - (since.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        return await List(account, filter, moment, cancellation) is { } calls
            ? [.. calls.Where(CallRecordReading.IsPlaced).Select(CallRecordReading.Read).OfType<CallRecord>().Where(call => IsSince(call, moment))]
            : null;
    }

    public Uri AddressOf(TwilioAccount account, string callSid) => questions.Api($"{account.Sid}/Calls/{callSid}.json");

    private async Task<ImmutableArray<CarrierJson>?> List(TwilioAccount account, string filter, DateTimeOffset? since, CancellationToken cancellation)
    {
        var calls = ImmutableArray.CreateBuilder<CarrierJson>();
        Uri? address = questions.Api($"{account.Sid}/Calls.json?{filter}&PageSize={PageSize}");
        for (var page = 0; page < MostPages && address is not null; page++)
        {
            var reply = await questions.Get(account.Authorization, address, cancellation);
            if (!reply.IsRight || reply.Json!.Value.Items("calls") is not { } items)
            {
                return null;
            }

            calls.AddRange(items);
            // The newest come first: after a page of old ones there is nothing to be looked for.
            var goesOn = since is not { } moment || items.Any(item => CallRecordReading.Read(item) is { } call && IsSince(call, moment));
            address = goesOn ? CarrierQuestions.Next(address, reply.Json.Value.Text("next_page_uri")) : null;
        }

        return calls.DrainToImmutable();
    }

    /// <summary>What has no date yet is new.</summary>
    private static bool IsSince(CallRecord call, DateTimeOffset moment) => call.StartedAt is not { } started || started >= moment;
}
