using System.Collections.Immutable;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Records;

// Calls, on the same way as messages.
internal sealed partial class CarrierRecords : ICallList
{
    private const int MostRecordings = 100;

    public async Task<ListedCalls> List(CallListQuery query, CancellationToken cancellation)
    {
        using var client = Open(query.Line, out var addresses);
        var address = query.Next is { } told ? addresses.NextCalls(told) ?? throw GoneAstray() : addresses.Calls(query);
        var page = await Get(client, address, cancellation) ?? throw new CarrierUnavailableException("The carrier has no list of our calls.");
        var items = page.Items("calls") ?? throw new CarrierUnavailableException("The carrier's answer is not a list of calls.");
        return new([.. items.Select(CallListReading.Read).OfType<ListedCall>()], NextOf(page, addresses.NextCalls, address));
    }

    public async Task<ImmutableArray<CallRecording>> Recordings(string line, string callSid, CancellationToken cancellation)
    {
        if (!Sid.IsUsable(callSid))
        {
            return [];
        }

        using var client = Open(line, out var addresses);
        var page = await Get(client, addresses.RecordingsOf(callSid, MostRecordings), cancellation);
        return [.. (page?.Items("recordings") ?? []).Select(item => CallListReading.ReadRecording(item, addresses.Recording)).OfType<CallRecording>()];
    }
}
