using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Conversations;
using OrleansSms.Grains.Calls;
using OrleansSms.Grains.Conversations;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Live;
using OrleansSms.Grains.Members;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;
using OrleansSms.Members;

namespace OrleansSms.Grains.Tests.Stories;

/// <summary>Two activations of one conversation on one store, and what their callers were told.</summary>
internal sealed class Story
{
    private static readonly IServiceProvider Services = Proxied.As<IServiceProvider>((_, _) => Proxied.As<IGrainRuntime>((_, _) => null));

    private static readonly IGrainContext Context = Proxied.As<IGrainContext>((method, _) => method.Name switch
    {
        "get_GrainId" => GrainId.Create(GrainType.Create("conversation"), GrainIdKeyExtensions.CreateGuidKey(Some.Id.Value)),
        "get_ActivationServices" => Services,
        _ => null,
    });

    private static readonly IGrainFactory Lines = Proxied.As<IGrainFactory>((_, _) => Proxied.As<ILineGrain>((_, _) => Task.CompletedTask));
    private static readonly LineBell Bell = new(Lines, NullLogger<LineBell>.Instance);
    private static readonly DialTone Tone = new(Lines, NullLogger<DialTone>.Instance);

    private static readonly DoubleAlarm Doubles = new(
        Proxied.As<IDoubts>((_, _) => Task.CompletedTask),
        Proxied.As<IMeterFactory>((_, arguments) => new Meter((MeterOptions)arguments[0]!)),
        NullLogger<DoubleAlarm>.Instance);

    private static readonly LineGuard Guard = new(Proxied.As<ILineDirectory>((_, _) => Task.FromResult<LineAccess?>(LineAccess.Use)));

    private static readonly IdlePages Pages = new(TimeProvider.System);

    private readonly StoryLoop _loop = new();
    private readonly ConversationGrain[] _activations;
    private readonly List<(Step Step, Task Told)> _calls = [];

    private Story()
    {
        SynchronizationContext.SetSynchronizationContext(_loop);
        CallerContext.Set(new(Some.User, Role.Member));
        _activations = [Activation(), Activation()];
    }

    public StoryStore Store { get; } = new();

    /// <summary>Calls that were answered well, with what they asked for.</summary>
    public IEnumerable<Step> Acknowledged => _calls.Where(call => call.Told.IsCompletedSuccessfully).Select(call => call.Step);

    public List<(Step.Send Send, TakenDraft Taken)> Sent { get; } = [];

    /// <summary>Reports that found their message.</summary>
    public List<Step.Report> Reported { get; } = [];

    public IEnumerable<(Step Step, Exception Fault)> Faults =>
        _calls.Where(call => call.Told.IsFaulted).Select(call => (call.Step, call.Told.Exception!.InnerException!));

    public static Guid DraftId(int draft) => new(draft + 1, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]);

    public static Story Tell(IEnumerable<Step> steps)
    {
        var before = SynchronizationContext.Current;
        try
        {
            var story = new Story();
            foreach (var step in steps)
            {
                story.Do(step);
            }

            story.End();
            return story;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private void Do(Step step)
    {
        switch (step)
        {
            case Step.Answer answer:
                Store.AnswerNext(answer.Fate);
                break;
            case Step.Arrive:
                Store.Arrive();
                break;
            case Step.Reload reload:
                _activations[reload.Which] = Activation();
                break;
            default:
                _calls.Add((step, Call(step)));
                break;
        }

        _loop.RunReady();
    }

    private Task Call(Step step) => step switch
    {
        Step.Text text => _activations[text.To].Receive(Some.Text(text.Sid, text.Sid switch { 5 => "STOP", 6 => "START", _ => "hello" }), default),
        Step.Send send => Send(send),
        Step.Report report => Report(report),
        Step.Read read => _activations[read.To].MarkRead(read.Count, default),
        Step.Look look => _activations[look.To].Page(null, 50, default),
        Step.Delete delete => _activations[delete.To].DeleteTexts([delete.Number - 1, delete.Number], DateTimeOffset.MaxValue, default),
        Step.Close close => _activations[close.To].SetState((ConversationState)close.State, default),
        _ => throw new NotSupportedException(step.ToString()),
    };

    private async Task Send(Step.Send send)
    {
        var draft = Some.Draft(string.Create(CultureInfo.InvariantCulture, $"draft {send.Draft}"), DraftId(send.Draft));
        Sent.Add((send, await _activations[send.To].Send(draft, default)));
    }

    private async Task Report(Step.Report report)
    {
        var sid = report.Word == "in_doubt" ? null : Some.Sid(100 + report.Draft);
        if (await _activations[report.To].Report(new DeliveryReport(DraftId(report.Draft), report.Word, sid), default))
        {
            Reported.Add(report);
        }
    }

    /// <summary>The carrier and the callers repeat what was not answered well, as they do; in the end all is quiet.</summary>
    private void End()
    {
        Quiet();
        foreach (var step in _calls.Where(call => !call.Told.IsCompletedSuccessfully && call.Step is Step.Text or Step.Send or Step.Report).Select(call => call.Step).ToList())
        {
            Do(step);
            Quiet();
        }
    }

    private void Quiet()
    {
        Store.Arrive();
        while (Store.Waiting > 0)
        {
            Do(new Step.Answer(Fate.Answered));
        }
    }

    private ConversationGrain Activation() =>
        new(Context, Store, Store, Guard, Bell, Tone, Doubles, new Announcer(), Pages, TimeProvider.System, NullLogger<ConversationGrain>.Instance);
}
