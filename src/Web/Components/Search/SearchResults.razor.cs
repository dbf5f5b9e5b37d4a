using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;
using OrleansSms.Search;
using OrleansSms.Web.Components.Inbox;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Search;

/// <summary>What a search found, in the place of the list. What was found stays until what is looked for now is there.</summary>
public sealed partial class SearchResults : ComponentBase, IDisposable
{
    private Attempt _attempt = default!;
    private SearchResult? _result;
    private (string Text, string? Line)? _asked;
    private CancellationTokenSource _leaving = new();
    private bool _busy;
    private string _told = "";

    [Parameter, EditorRequired]
    public InboxFilter Filter { get; set; } = InboxFilter.Everything;

    [Parameter]
    public ConversationId? Active { get; set; }

    /// <summary>The entry that was opened.</summary>
    [Parameter]
    public int? Number { get; set; }

    [Inject]
    private ISearch Search { get; set; } = default!;

    [Inject]
    private Member Member { get; set; } = default!;

    [Inject]
    private FirstPaint Paint { get; set; } = default!;

    [Inject]
    private ILogger<SearchResults> Logger { get; set; } = default!;

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override void OnInitialized() => _attempt = new(Logger, SearchTexts.DidNotWork);

    protected override async Task OnParametersSetAsync()
    {
        var line = InboxFilter.Tagged(Member.Lines, Filter.LineTag)?.Number;
        if (_asked != (Filter.Search, line))
        {
            var first = _asked is null;
            _asked = (Filter.Search, line);
            await Look(first);
        }
    }

    private Task Again() => Look(first: false);

    private async Task Look(bool first)
    {
        // Whoever types on is not waiting for this any more.
        await _leaving.CancelAsync();
        _leaving.Dispose();
        _leaving = new();
        var (asked, stop) = (_asked!.Value, _leaving.Token);
        var attempt = new Attempt(Logger, SearchTexts.DidNotWork);
        SearchResult? found = null;
        _busy = true;
        var done = await attempt.Do(async () => found = first
            ? (await Paint.Get($"{Member.Id}/search/{asked}", RendererInfo.IsInteractive, () => Find(new(asked.Text, asked.Line), stop))).Value
            : await Find(new(asked.Text, asked.Line), stop));
        if (stop.IsCancellationRequested)
        {
            return;
        }

        (_busy, _attempt, _result) = (false, attempt, done ? found : _result);
        _told = done && found is not null ? Tell(found) : "";
    }

    private async Task Older()
    {
        if (_result is not { NextCursor: { } cursor } before || _busy)
        {
            return;
        }

        var (asked, stop) = (_asked!.Value, _leaving.Token);
        _busy = true;
        SearchResult? found = null;
        var done = await _attempt.Do(async () => found = await Find(new(asked.Text, asked.Line, cursor), stop));
        if (stop.IsCancellationRequested)
        {
            return;
        }

        _busy = false;
        if (done && found is not null)
        {
            _result = found with
            {
                People = before.People,
                Messages = before.Messages.AddRange(found.Messages),
                // What was found before is still there.
                Outcome = found.Outcome == SearchOutcome.TooSlow ? SearchOutcome.CutOff : found.Outcome,
            };
            _told = Tell(_result);
        }
    }

    /// <summary>Null: nobody waits for it any more, which is no fault.</summary>
    private async Task<SearchResult?> Find(SearchQuery query, CancellationToken stop)
    {
        try
        {
            return await Search.Find(query, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private string? LineName(string line) => Member.Lines.Length > 1 ? Who.LineBriefly(Member.Line(line)) : null;

    private static string Tell(SearchResult result) => result switch
    {
        { Outcome: SearchOutcome.TooSlow } => SearchTexts.TooLongTold,
        { IsEmpty: true } => SearchTexts.NothingMatches,
        _ => Phrase.Of(result.NextCursor is null ? SearchTexts.Found : SearchTexts.FoundOrMore, ("people", result.People.Length), ("messages", result.Messages.Length)),
    };
}
