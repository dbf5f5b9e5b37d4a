using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Voice;

/// <summary>Which question each step of a call is. Nothing here listens to a request's token: what happened on the phone happened.</summary>
internal sealed class VoiceSteps(ICallReception reception)
{
    private static readonly CallAct End = new CallAct.HangUp();

    public Task<StepAnswer> Take(VoiceQuestion question) => question.Step == VoiceDoors.Webhook ? Arrive(question) : GoOn(question);

    private async Task<StepAnswer> Arrive(VoiceQuestion question) =>
        ArrivalReading.Read(question.Fields) is var (call, notUnderstood) && call is null
            ? new(new CallAct.TurnAway(), notUnderstood)
            : new(await reception.Arrived(call, question.AccountSid, CancellationToken.None));

    private async Task<StepAnswer> GoOn(VoiceQuestion question)
    {
        if (await question.Place(reception) is not { } place)
        {
            return new(End, "No call here is known by this step's ids or its CallSid.");
        }

        // Without a key nobody agreed to anything: whoever should have pressed one is asked again.
        var isKeyPressed = question.Fields.Text("Digits"u8) is { Length: > 0 };
        switch (question.Step)
        {
            case VoiceDoors.BridgeConfirm when isKeyPressed:
                return new(await reception.CallerConfirmed(place, CancellationToken.None));
            case VoiceDoors.Bridge or VoiceDoors.BridgeConfirm:
                return new(await reception.CallerPickedUp(place, CancellationToken.None));
            case VoiceDoors.DialResult:
                return new(await reception.ContactDialled(place, DialReading.Read(question.Fields), CancellationToken.None));
            case VoiceDoors.Contact:
                return new(await reception.ContactPickedUp(place, CancellationToken.None));
            case VoiceDoors.InboundResult:
                return new(await reception.MembersRung(place, question.Ids.Round, DialReading.Read(question.Fields), CancellationToken.None));
            case VoiceDoors.VoicemailDone:
                return new(await reception.MessageTaken(place, CancellationToken.None));
            case VoiceDoors.Whisper or VoiceDoors.Accept when question.Ids.MemberId is { } member:
                return new(question.Step == VoiceDoors.Accept && isKeyPressed
                    ? await reception.MemberAccepted(place, member, SidOf(question), CancellationToken.None)
                    : await reception.MemberPickedUp(place, member, CancellationToken.None));
            case VoiceDoors.Answer when question.Ids.MemberId is { } member:
                return new(await reception.MemberAnswered(place, member, SidOf(question), CancellationToken.None));
            default:
                return new(End, "The address does not say whose phone it is.");
        }
    }

    private static string? SidOf(VoiceQuestion question) => question.Fields.Text("CallSid"u8) is { } sid && Sid.IsUsable(sid) ? sid : null;
}

/// <summary>What happens next.</summary>
/// <param name="Not">Why the question was not understood, for a person; null: it was.</param>
internal readonly record struct StepAnswer(CallAct Act, string? Not = null);
