using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using OrleansSms.Contacts;
using OrleansSms.Inbox;
using OrleansSms.Members;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Contacts;

/// <summary>One contact: what is known of them, and what was said.</summary>
public sealed partial class ContactScreen
{
    private Attempt _attempt = default!;
    private Contact? _contact;
    private ImmutableArray<InboxRow> _talks = [];
    private ContactMerge? _merge;
    private Guid? _asked;
    private bool _isMerging;
    private bool _isRead;

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>Another contact that is to become part of this one.</summary>
    [SupplyParameterFromQuery]
    private Guid? Merge { get; set; }

    [Inject]
    private IContactMerging Merging { get; set; } = default!;

    [Inject]
    private IContactRemoval Removal { get; set; } = default!;

    [Inject]
    private IContactBook Book { get; set; } = default!;

    [Inject]
    private IContactHistory History { get; set; } = default!;

    [Inject]
    private Member Me { get; set; } = default!;

    [Inject]
    private FirstPaint Paint { get; set; } = default!;

    [Inject]
    private WallClock Clock { get; set; } = default!;

    [Inject]
    private Notices Notices { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ILogger<ContactScreen> Logger { get; set; } = default!;

    protected override void OnInitialized() => _attempt = new(Logger, ContactTexts.ContactNotRead);

    protected override Task OnParametersSetAsync()
    {
        if (_asked == Id)
        {
            return Task.CompletedTask;
        }

        (_asked, _isRead, _isMerging) = (Id, false, Merge is not null);
        return _attempt.Do(First);
    }

    protected override bool Shows(ContactsChanged changed) => changed.Touches(_asked ?? Id) || (_contact is { } contact && changed.Touches(contact.Id));

    protected override async Task OnBook() => Take(await Read(_asked ?? Id));

    private async Task First()
    {
        await Me.Arrive(RendererInfo.IsInteractive);
        var painted = await Paint.Get($"{Me.Id}/contacts/{Id}", RendererInfo.IsInteractive, () => Read(Id));
        Take(painted.Value);
        if (painted.Stale)
        {
            // What the page came with is on the screen, and may be seconds old.
            StateHasChanged();
            Take(await Read(Id));
        }
    }

    private async Task<Opened> Read(Guid id) => await Book.Find(id, CancellationToken.None) is { } contact
        ? new(id, contact, await History.Conversations(contact.Id, CancellationToken.None), Me.Role >= Role.Admin ? await Merging.Last(contact.Id, CancellationToken.None) : null)
        : new(id, null, [], null);

    private void Merged(ContactMerge merge)
    {
        _isMerging = false;
        Notices.Show(Phrase.Of(ContactTexts.MergedWith, ("name", merge.Merged)), Logger, () => Undo(merge));
        if (Merge is not null)
        {
            // A reload is not to merge again.
            Navigation.NavigateTo($"contacts/{merge.Kept}", replace: true);
        }
    }

    private Task Undo(ContactMerge merge) => Merging.Undo(merge.Id, CancellationToken.None);

    private async Task Delete()
    {
        if (_contact is { } contact && await _attempt.Do(() => Removal.Delete([contact.Id], CancellationToken.None)))
        {
            Notices.Show(Phrase.Of(ContactTexts.NameDeleted, ("name", contact.Called)), Logger, () => Removal.Restore([contact.Id], CancellationToken.None));
            Navigation.NavigateTo("contacts");
        }
    }

    private void Take(Opened opened)
    {
        if (opened.Asked != _asked)
        {
            return;
        }

        (_isRead, _talks, _merge) = (true, opened.Talks, opened.Merge);
        Show(opened.Contact);
        if (opened.Contact is { } found && found.Id != opened.Asked)
        {
            // It is part of another one now: the page follows.
            _asked = found.Id;
            if (RendererInfo.IsInteractive)
            {
                Notices.Show(Phrase.Of(ContactTexts.MergedInto, ("name", found.Called)));
                Navigation.NavigateTo($"contacts/{found.Id}", replace: true);
            }
        }
    }

    private void Show(Contact? contact)
    {
        // What I saved myself may come back after something newer.
        if (contact is null || contact.Id != _contact?.Id || contact.Version >= _contact.Version)
        {
            _contact = contact;
        }
    }

    private sealed record Opened(Guid Asked, Contact? Contact, ImmutableArray<InboxRow> Talks, ContactMerge? Merge);
}
