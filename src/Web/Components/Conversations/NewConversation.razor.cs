using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Lines;
using OrleansSms.PhoneNumbers;
using OrleansSms.Web.Components.Inbox;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Conversations;

/// <summary>From, to and the first text. Its sending makes the conversation.</summary>
public sealed partial class NewConversation : IDisposable
{
    private ImmutableArray<Line> _lines = [];
    private const string NewConv = "new";

    private Line? _from;
    private string _typed = "";
    private string? _given;
    private string? _number;
    private string? _problem;
    private InboxRow? _existing;

    /// <summary>A line to begin with, as it stands in an address.</summary>
    [Parameter]
    public string? LineTag { get; set; }

    /// <summary>Whom to write to, and at which of their numbers.</summary>
    [Parameter]
    public Guid? Contact { get; set; }

    [Parameter]
    public int? Place { get; set; }

    private string? Region => _from is null ? null : PhoneNumber.Region(_from.Number);

    private string HowToType => _from is not null && Who.Country(_from.Number) is { } home
        ? Phrase.Of(ComposerTexts.CountryCodeOrHome, ("country", home))
        : ComposerTexts.CountryCode;

    public void Dispose()
    {
        Outgoing.Changed -= StateHasChanged;
        Outgoing.Sent -= Open;
        Outgoing.Forget(NewConv);
    }

    protected override void OnInitialized()
    {
        _lines = [.. Member.UsableLines];
        _from = InboxFilter.Tagged(_lines, LineTag) ?? _lines.FirstOrDefault();
        Outgoing.Changed += StateHasChanged;
        Outgoing.Sent += Open;
    }

    protected override async Task OnInitializedAsync()
    {
        if (Contact is { } id && await Book.Find(id, CancellationToken.None) is { Numbers: { Length: > 0 } numbers })
        {
            var number = numbers.ElementAtOrDefault(Place ?? 0) ?? numbers[0];
            _given = _typed = PhoneNumber.Display(number.Number);
            await Read(left: false);
        }
    }

    private static string Preview(string number) =>
        Who.Country(number) is { } country ? $"{Who.Contact(number)} · {country}" : Who.Contact(number);

    private void Open(SendEventArgs args, IEntry message)
    {
        if (args.Conv == NewConv)
        {
            Navigation.NavigateTo($"inbox/{message.ConversationId}");
        }
    }

    private Task Choose(string? number)
    {
        _from = _lines.FirstOrDefault(line => line.Number == number) ?? _from;
        return Read(left: false);
    }

    private Task Typed(TypedEventArgs args)
    {
        _typed = args.Text.Trim();
        return Read(args.Left);
    }

    // A number that is still being typed is not wrong yet: the problem is told on leaving the field.
    private async Task Read(bool left)
    {
        _number = PhoneNumber.Parse(_typed, Region);
        _existing = null;
        _problem = _number is null && left ? (_typed.Length == 0 ? ComposerTexts.EnterNumber : ComposerTexts.FullNumber) : null;
        if (_number is not { } number || _from is not { } from)
        {
            return;
        }

        if (number == from.Number)
        {
            (_number, _problem) = (null, ComposerTexts.LineItself);
            return;
        }

        var id = await Desk.Find(from.Number, number, CancellationToken.None);
        var row = await Desk.Row(id, CancellationToken.None);
        if (_number == number)
        {
            _existing = row;
        }
    }
}
