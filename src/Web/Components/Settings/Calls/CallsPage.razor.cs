using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using OrleansSms.Calls;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.Web.Components.Inbox;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Components.Settings.Calls;

/// <summary>What a line does with calls, for those who look after lines.</summary>
public sealed partial class CallsPage
{
    private Attempt _reading = default!;
    private Attempt _saving = default!;
    private ImmutableArray<Colleague> _people = [];
    private Dictionary<string, string> _wrong = [];
    private VoiceForm? _form;
    private LineGreeting? _recorded;
    private Line? _line;
    private bool _notMine;
    private int _turn;
    private int _asked;

    /// <summary>The line, by its tag; the first when there is none.</summary>
    [SupplyParameterFromQuery(Name = "line")]
    private string? Tag { get; set; }

    [Inject]
    private ILineVoice Voice { get; set; } = default!;

    [Inject]
    private ILineGreetings Greetings { get; set; } = default!;

    [Inject]
    private IColleagues Colleagues { get; set; } = default!;

    [Inject]
    private Member Me { get; set; } = default!;

    [Inject]
    private Notices Notices { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ILogger<CallsPage> Logger { get; set; } = default!;

    protected override Task OnParametersSetAsync()
    {
        _saving ??= new(Logger, VoiceTexts.SaveFailed);
        var line = InboxFilter.Tagged(Me.Lines, Tag) ?? Me.Lines.FirstOrDefault();
        if (_reading is not null && line == _line)
        {
            return Task.CompletedTask;
        }

        _line = line;
        // What is still under way is for another line, and is not shown any more.
        _reading = new(Logger, VoiceTexts.ReadFailed);
        return line is null ? Task.CompletedTask : Read();
    }

    // Whether something would be lost is asked anew, so that the browser asks in time.
    private static void Touch()
    {
    }

    private void Choose(string? tag) => Navigation.NavigateTo($"settings/calls?line={tag}", replace: true);

    private Task<bool> Read() => _reading.Do(async () =>
    {
        var line = _line!;
        (_form, _notMine) = (null, false);
        _saving.Forget();
        var settings = await Voice.Of(line.Number, CancellationToken.None);
        var recorded = settings?.GreetingFile is null ? null : await Greetings.Of(line.Number, CancellationToken.None);
        var people = await Colleagues.On(line.Number, CancellationToken.None);
        if (line == _line)
        {
            (_form, _notMine, _wrong, _turn) = (settings is null ? null : new(settings), settings is null, [], _turn + 1);
            _recorded = recorded;
            _people = [.. people.Where(one => one.Active && one.Access == LineAccess.Use)];
        }
    });

    private async Task Save()
    {
        _wrong = VoiceChecks.Of(_form!);
        if (_wrong.Count > 0)
        {
            _saving.Fail(VoiceTexts.SomethingWrong);
        }
        else if (await _saving.Do(async () => _notMine = !await Voice.Set(_line!.Number, _form!.Read(), CancellationToken.None)))
        {
            if (_notMine)
            {
                _form = null;
            }
            else
            {
                _form!.Keep();
                Notices.Show(VoiceTexts.Saved);
            }
        }
    }
}
