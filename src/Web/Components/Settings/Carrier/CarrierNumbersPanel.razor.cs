using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using OrleansSms.Carrier;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Settings.Carrier;

/// <summary>The numbers of one account as the carrier has them, and setting them up.</summary>
public sealed partial class CarrierNumbersPanel
{
    private const int Page = 50;

    private readonly Dictionary<string, NumberOutcome> _outcomes = [];
    private Attempt _attempt = default!;
    private NumberList? _list;
    private string? _progress;
    private int _shown = Page;

    [Parameter, EditorRequired]
    public CarrierAccount Account { get; set; } = default!;

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private ICarrierNumbers Numbers { get; set; } = default!;

    [Inject]
    private ILogger<CarrierNumbersPanel> Logger { get; set; } = default!;

    private bool IsBusy => _attempt.IsBusy;

    /// <summary>What one click sets up; a line of another account is moved on its own, or not at all, and so are calls that go elsewhere.</summary>
    private ImmutableArray<CarrierNumber> Ready =>
        [.. (_list?.Numbers ?? []).Where(number => number.NeedsSetUpFor(calls: !number.CallsGoElsewhere) && number.Place != LinePlace.OtherAccount)];

    private string Status => this switch
    {
        { _progress: { } progress } => progress,
        { IsBusy: true } => CarrierTexts.Asking,
        { _list.Failure: { } failure } => FindingWords.Of(failure),
        { _list.Numbers: { IsEmpty: false } numbers } => Phrase.Of(
            CarrierTexts.Status,
            ("count", numbers.Length), ("open", numbers.Count(number => number.NeedsSetUp))),
        _ => "",
    };

    protected override Task OnInitializedAsync()
    {
        _attempt = new(Logger);
        return Look();
    }

    private Task<bool> Look()
    {
        _outcomes.Clear();
        return _attempt.Do(Read);
    }

    private async Task Read() => _list = await Numbers.List(Account.Sid, CancellationToken.None);

    private Task SetUpOne(NumberWish wish) => SetUp([wish], takeOver: true);

    private Task SetUpAll() => SetUp([.. Ready.Select(number => new NumberWish(number, Calls: !number.CallsGoElsewhere))], takeOver: false);

    private async Task SetUp(ImmutableArray<NumberWish> wishes, bool takeOver)
    {
        await _attempt.Do(async () =>
        {
            try
            {
                foreach (var (index, (number, calls)) in wishes.Index())
                {
                    _progress = wishes.Length == 1 ? CarrierTexts.SettingUp : Phrase.Of(CarrierTexts.SettingUpOne, ("number", index + 1), ("count", wishes.Length));
                    StateHasChanged();
                    _outcomes[number.Sid] = await Numbers.SetUp(Account.Sid, number.Sid, takeOver, calls, CancellationToken.None);
                }

                await Read();
            }
            finally
            {
                _progress = null;
            }
        });
        await OnChanged.InvokeAsync();
    }
}
