using Microsoft.AspNetCore.Components;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Web.Live;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Inbox;

/// <summary>The list of conversations: a window of rows over pages that are read as the list is scrolled.</summary>
public sealed partial class ConversationList : LiveView
{
    private const int FirstRows = 30;
    private const int PageSize = 50;
    private const int MostRows = 200;

    private RowBoard _board = new(_ => true);
    private InboxQuery _query = new();
    private InboxFilter? _shown;
    private ConversationId? _active;
    private int _from;
    private int _count = FirstRows;
    private bool _top = true;
    private bool _loaded;
    private bool _stale;
    private bool _isNew;
    private bool _readingMore;

    [Parameter, EditorRequired]
    public InboxFilter Filter { get; set; } = InboxFilter.Everything;

    [Parameter]
    public ConversationId? Active { get; set; }

    /// <summary>The entry that was opened.</summary>
    [Parameter]
    public int? Number { get; set; }

    [Parameter]
    public bool IsHeading { get; set; }

    [Inject]
    private IDesk Desk { get; set; } = default!;

    [Inject]
    private Member Member { get; set; } = default!;

    [Inject]
    private Drafts Drafts { get; set; } = default!;

    [Inject]
    private Team Team { get; set; } = default!;

    [Inject]
    private Company Company { get; set; } = default!;

    [Inject]
    private WallClock Clock { get; set; } = default!;

    [Inject]
    private FirstPaint Paint { get; set; } = default!;

    private bool IsWhole => _board.NextCursor is null;

    // A page that is still to come shows as some rows of the background pattern.
    private int Total => _board.Rows.Length + (IsWhole ? 0 : 8);

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Drafts.Changed += StateHasChanged;
        Company.Moved += Look;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Filter.Search.Length > 0)
        {
            // What is looked for is found by somebody else; the list is read again afterwards.
            (_shown, _loaded, _top) = (null, false, true);
        }
        else if (_shown != Filter)
        {
            await Show(Filter);
        }
        else if (_active != Active)
        {
            _board.Kept = _active = Active;
            if (!_board.Held)
            {
                _board.Release();
            }
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_stale)
        {
            _stale = false;
            await Reload();
            StateHasChanged();
        }
    }

    protected override async Task OnLive(LiveBatch batch)
    {
        if (batch.Missed)
        {
            await Reload();
        }

        var unknown = batch.Changes.Where(change => _board.Apply(change, Member.Id)).Select(change => change.Head.Id).Distinct().ToArray();
        foreach (var id in unknown)
        {
            if (await Desk.Row(id, CancellationToken.None) is { } row)
            {
                _board.Put(row);
            }
        }

        StateHasChanged();
    }

    protected override void Dispose(bool disposing)
    {
        Drafts.Changed -= StateHasChanged;
        Company.Moved -= Look;
        base.Dispose(disposing);
    }

    private void Look(ConversationId moved) => _ = InvokeAsync(() =>
    {
        if (_board.Find(moved) is not null)
        {
            StateHasChanged();
        }
    });

    private async Task Show(InboxFilter filter)
    {
        var first = _shown is null;
        _shown = filter;
        var query = filter.Query(Member.Lines, Member.Id, Clock.StartOf);
        var page = first
            ? await Paint.Get($"{Member.Id}/list/{filter}", RendererInfo.IsInteractive, () => Read(query))
            : new(await Read(query), false);
        if (filter != _shown)
        {
            return; // Another filter was chosen meanwhile.
        }

        _query = query;
        _board = new(row => filter.Matches(row, query), query.OldestFirst) { Kept = Active };
        _active = Active;
        _board.Load(page.Value);
        _stale = page.Stale;
        (_from, _count) = (0, FirstRows);
        _isNew = _board.Rows.IsEmpty && filter.IsPlain && (await Read(new InboxQuery(Limit: 1))).Rows.IsEmpty;
        _loaded = true;
    }

    private async Task Reload() => _board.Refresh(await Read(_query with { Limit = Math.Clamp(_board.Rows.Length, PageSize, MostRows) }));

    private async Task Range(RangeEventArgs args)
    {
        _from = Math.Clamp(args.From, 0, Math.Max(0, _board.Rows.Length - 1));
        _count = Math.Clamp(args.Count, 10, 80);
        if (_board.NextCursor is { } cursor && !_readingMore && _from + _count >= _board.Rows.Length)
        {
            _readingMore = true;
            var board = _board;
            board.Append(await Read(_query with { Cursor = cursor }));
            _readingMore = false;
        }
    }

    private void Hold(HoldEventArgs args)
    {
        _top = args.Top;
        if (args.Held)
        {
            _board.Hold();
        }
        else
        {
            _board.Release();
        }
    }

    private void Release()
    {
        _board.Release();
        _from = 0;
    }

    private Task<InboxPage> Read(InboxQuery query) => Desk.Inbox(query, CancellationToken.None);

    private string? LineName(InboxRow row) => Member.Lines.Length > 1 ? Who.LineBriefly(Member.Line(row.Head.Line)) : null;
}
