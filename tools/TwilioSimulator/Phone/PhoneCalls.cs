using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Carrier;

namespace OrleansSms.TwilioSimulator.Phone;

/// <summary>The calls of one handset, as the virtual phone shows them: those with one line, and whatever is going on at present.</summary>
internal static class PhoneCalls
{
    private const int Shown = 50;

    public static IReadOnlyList<object> Of(World world, string? handset, string? line) =>
    [
        .. world.Calls.NewestFirst
            .Where(call => call.Handset == handset && handset is not null && (call.Line == line || !call.IsOver))
            .Take(Shown).Reverse().Select(call => Describe(world, call)),
    ];

    private static object Describe(World world, Call call) => new
    {
        call.Sid,
        call.Status,
        call.Line,
        at = call.Created,
        answered = call.Answered,
        call.Seconds,
        call.IsOver,
        fromHandset = call.IsInbound,
        rings = !call.IsInbound && call.Status == CallStatus.Ringing,
        talks = call.Status == CallStatus.InProgress,
        hears = world.Legs.GetValueOrDefault(call.Sid)?.Hears ?? "",
        problem = call.Problems.LastOrDefault(),
    };
}
