namespace OrleansSms.EndToEnd.Survival.Crashes;

/// <summary>A place in the program where the process is killed, and what has to happen for it to come there.</summary>
internal sealed record CrashPoint(string Name)
{
    /// <summary>The arrival it dies at where one is enough.</summary>
    public int Nth { get; init; } = 1;

    /// <summary>A point that has to be died at before, so that there is something left to come here for.</summary>
    public string? After { get; init; }

    /// <summary>Is reached only when the process is asked to end.</summary>
    public bool IsOfTheEnd { get; init; }

    /// <summary>Is reached at most once in the life of a process, or has to be prepared for each time.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Is reached by calls only.</summary>
    public bool IsOfCalls { get; init; }

    /// <summary>Like another that is died at in the short form too.</summary>
    public bool IsOfTheLongForm { get; init; }

    /// <summary>A text that the carrier treats in a special way.</summary>
    public object? Fault { get; init; }

    /// <summary>Where turns meet, so that several doors are under way when it happens.</summary>
    private const int InTheMiddle = 4;

    public static IReadOnlyList<CrashPoint> All { get; } =
    [
        new("inbound.admitted"),
        new("inbound.answering"),
        new("send.admitted"),
        new("send.committed"),
        new("send.answering"),
        new("conversation.loading"),
        new("conversation.loaded"),
        new("commit.sending") { Nth = InTheMiddle },
        new("commit.sent") { Nth = InTheMiddle },
        new("commit.done") { Nth = InTheMiddle },
        new("turn.committed") { Nth = InTheMiddle },
        new("turn.applied") { Nth = InTheMiddle },
        new("status.admitted"),
        new("status.answering"),
        new("line.draining"),
        new("sender.claiming"),
        new("sender.claimed"),
        new("line.settling-abandoned") { After = "sender.claimed", IsSingle = true },
        new("sender.writing"),
        new("sender.posted"),
        new("sender.answered"),
        new("sender.reported"),
        new("sender.putting-back") { IsSingle = true, Fault = new { effect = "status", code = 429, retryAfter = 90, method = "POST", count = 1 } },
        new("call.admitted") { IsOfCalls = true, IsOfTheLongForm = true },
        new("call.answering") { IsOfCalls = true },
        new("call-status.admitted") { IsOfCalls = true, IsOfTheLongForm = true },
        new("call-status.answering") { IsOfCalls = true },
        new("recording.admitted") { IsOfCalls = true, IsOfTheLongForm = true },
        new("recording.answering") { IsOfCalls = true, IsOfTheLongForm = true },
        new("transcript.admitted") { IsOfCalls = true, IsOfTheLongForm = true },
        new("transcript.answering") { IsOfCalls = true, IsOfTheLongForm = true },
        new("dialler.claimed") { IsOfCalls = true },
        new("dialler.writing") { IsOfCalls = true },
        new("dialler.posted") { IsOfCalls = true },
        new("dialler.answered") { IsOfCalls = true },
        new("recording.saved") { IsOfCalls = true },
        new("recording.kept") { IsOfCalls = true },
        new("stopping.draining") { IsSingle = true, IsOfTheEnd = true },
    ];

    public override string ToString() => Nth == 1 ? Name : $"{Name}:{Nth}";
}
