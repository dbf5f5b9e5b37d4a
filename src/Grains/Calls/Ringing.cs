using System.Collections.Immutable;
using OrleansSms.Calls;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Calls;

/// <summary>Whose phones ring for a call that came in, round after round, and what the caller hears when nobody takes it.</summary>
internal sealed class Ringing(IGrainFactory grains, IMemberPhones phones, ICarrierCalls carrier, IGreetingFiles greetings, TimeProvider time)
{
    /// <summary>Nobody is rung any more.</summary>
    public const int NoRound = int.MaxValue;

    public Task<VoiceSettings> Settings(Call call) => grains.GetGrain<ILineVoiceGrain>(LineKey.For(call.Line())).Get();

    public async Task<CallAct> Round(Call call, int round, CancellationToken cancellation)
    {
        var settings = await Settings(call);
        var now = time.Now();
        var ringing = round == NoRound ? [] : await Phones(call, settings, round, now, cancellation);
        if (ringing.IsEmpty)
        {
            return await Message(call, settings, now, cancellation);
        }

        foreach (var member in ringing.Select(phone => phone.UserId).Distinct())
        {
            await Tell(call, new(call.Id, CallLeg.Member, CallWords.Rung, MemberId: member, Sequence: round), cancellation);
        }

        var announcement = await Announce(call, settings, cancellation);
        return new CallAct.RingMembers(
            PlaceOf(call), round, ringing, settings.RingSeconds, round == 0 ? announcement : null, settings.Record);
    }

    /// <summary>Notes the words that tell both that they are recorded. Null: they are not.</summary>
    public async Task<Speech?> Announce(Call call, VoiceSettings settings, CancellationToken cancellation)
    {
        if (!settings.Record)
        {
            return null;
        }

        await Tell(call, new(call.Id, CallLeg.Contact, CallWords.Announced, Text: settings.Announcement), cancellation);
        return new(settings.Announcement, settings.Language);
    }

    private async Task<ImmutableArray<MemberPhone>> Phones(Call call, VoiceSettings settings, int round, DateTimeOffset now, CancellationToken cancellation)
    {
        // A member who calls the line is not called back.
        ImmutableArray<MemberPhone> all = [.. (await phones.Of(call.To, cancellation)).Where(phone => phone.Number != call.From && CanRing(phone, call.To))];
        var rung = call.Timeline.Where(told => told is { Word: CallWords.Rung, MemberId: not null }).ToLookup(told => told.Sequence == round, told => told.MemberId!.Value);

        // The same question again, after an answer that got lost: the same phones.
        var again = RingPlan.Of(settings, [.. all.Where(phone => rung[true].Concat(rung[false]).Contains(phone.UserId))], now, rung[false].ToHashSet());
        return again.IsEmpty ? RingPlan.Of(settings, all, now, rung[false].Concat(rung[true]).ToHashSet()) : again;
    }

    private bool CanRing(MemberPhone phone, string line) => !BrowserPhone.Is(phone.Number) || carrier.ReachesBrowsers(line);

    private async Task<CallAct> Message(Call call, VoiceSettings settings, DateTimeOffset now, CancellationToken cancellation)
    {
        var greeting = new Speech(OpenTimes.AreNow(settings, now) ? settings.Greeting : settings.ClosedGreeting, settings.Language);
        // A file that is gone would leave the caller in silence.
        var recorded = settings.GreetingFile is { } file && await greetings.About(file, cancellation) is not null ? settings.GreetingFile : null;
        await Tell(call, new(call.Id, CallLeg.Member, CallWords.NotBridged), cancellation);
        if (!settings.Voicemail)
        {
            return new CallAct.Goodbye(greeting, recorded);
        }

        await Tell(call, new(call.Id, CallLeg.Member, CallWords.Voicemail), cancellation);
        return new CallAct.TakeMessage(PlaceOf(call), greeting, recorded, settings.VoicemailSeconds, settings.Transcribe);
    }

    private Task<Call?> Tell(Call call, CallReport report, CancellationToken cancellation) => grains.Calls(call.ConversationId).Report(report, cancellation);

    private static CallPlace PlaceOf(Call call) => new(call.ConversationId, call.Id);
}
