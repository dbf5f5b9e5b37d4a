using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using OrleansSms.Contacts;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Components.Contacts;

/// <summary>The book, as much of it as the address asks for.</summary>
public sealed partial class ContactsScreen
{
    private const int PageSize = 50;
    private const int MostAgain = 200;
    private const int MostChips = 8;

    private readonly TypedSearch _search = new();
    private readonly HashSet<Guid> _chosen = [];
    private Attempt _attempt = default!;
    private ContactView _view = ContactView.Read(null, null, null, null);
    private ContactView? _read;
    private ImmutableArray<Contact>? _rows;
    private ImmutableDictionary<Guid, ContactActivity> _activity = ImmutableDictionary<Guid, ContactActivity>.Empty;
    private ImmutableArray<string> _tags = [];
    private string? _next;
    private bool _isMaking;

    [SupplyParameterFromQuery]
    private string? Q { get; set; }

    [SupplyParameterFromQuery]
    private string? Tag { get; set; }

    [SupplyParameterFromQuery]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery]
    private string? Down { get; set; }

    [Inject]
    private IContactBook Book { get; set; } = default!;

    [Inject]
    private IContactHistory History { get; set; } = default!;

    [Inject]
    private Member Me { get; set; } = default!;

    [Inject]
    private FirstPaint Paint { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ILogger<ContactsScreen> Logger { get; set; } = default!;

    protected override void OnInitialized() => _attempt = new(Logger, ContactTexts.ContactsNotRead);

    protected override Task OnParametersSetAsync()
    {
        _view = ContactView.Read(Q, Tag, Sort, Down);
        _search.Arrive(_view.Search);
        if (_view == _read)
        {
            return Task.CompletedTask;
        }

        _read = _view;
        _chosen.Clear();
        // What is still under way is for what was asked before, and is not shown any more.
        var attempt = _attempt = new(Logger, ContactTexts.ContactsNotRead);
        return attempt.Do(() => First(_view));
    }

    // A new contact may belong anywhere in the list, so every change is looked at.
    protected override bool Shows(ContactsChanged changed) => true;

    protected override async Task OnBook()
    {
        if (_rows is { } rows)
        {
            var view = _view;
            Show(view, await Read(view, Math.Clamp(rows.Length, PageSize, MostAgain)));
        }
    }

    private async Task First(ContactView view)
    {
        await Me.Arrive(RendererInfo.IsInteractive);
        var painted = await Paint.Get($"{Me.Id}/{view.Href()}", RendererInfo.IsInteractive, () => Read(view, PageSize));
        Show(view, painted.Value);
        if (painted.Stale)
        {
            // What the page came with is on the screen, and may be seconds old.
            StateHasChanged();
            Show(view, await Read(view, PageSize));
        }
    }

    private async Task<Listed> Read(ContactView view, int limit)
    {
        var page = await Book.Page(view.Query(null, limit), CancellationToken.None);
        return new(page, await History.Activity(page.Contacts, CancellationToken.None), await Book.Tags(CancellationToken.None));
    }

    private void Show(ContactView view, Listed listed)
    {
        if (view == _read)
        {
            (_rows, _next, _activity, _tags) = (listed.Page.Contacts, listed.Page.NextCursor, listed.Activity, listed.Tags);
            _chosen.IntersectWith(listed.Page.Contacts.Select(contact => contact.Id));
        }
    }

    private async Task More()
    {
        var view = _view;
        var page = await Book.Page(view.Query(_next, PageSize), CancellationToken.None);
        var activity = await History.Activity(page.Contacts, CancellationToken.None);
        if (view == _read)
        {
            var known = (_rows ?? []).Select(contact => contact.Id).ToHashSet();
            (_rows, _next, _activity) = ([.. _rows ?? [], .. page.Contacts.Where(contact => !known.Contains(contact.Id))], page.NextCursor, _activity.SetItems(activity));
        }
    }

    private IEnumerable<string> Chips() => _view.Tag is { } tag && !_tags.Take(MostChips).Contains(tag) ? [tag, .. _tags.Take(MostChips)] : _tags.Take(MostChips);

    private void Search(TypedEventArgs args)
    {
        if (_search.Type(args.Text, _view.Search))
        {
            Go(ContactView.Read(args.Text, _view.Tag, Word.Of(_view.Sort), _view.Descending ? "1" : null));
        }
    }

    private void Go(ContactView view) => Navigation.NavigateTo(view.Href(), replace: true);

    private void Made(Contact contact) => Navigation.NavigateTo($"contacts/{contact.Id}");

    private Task Forget()
    {
        _chosen.Clear();
        return OnBook();
    }

    private sealed record Listed(ContactPage Page, ImmutableDictionary<Guid, ContactActivity> Activity, ImmutableArray<string> Tags);
}
