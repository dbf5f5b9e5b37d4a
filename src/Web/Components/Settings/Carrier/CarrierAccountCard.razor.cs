using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using OrleansSms.Carrier;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Settings.Carrier;

/// <summary>One account: how it stands, and what can be done with it.</summary>
public sealed partial class CarrierAccountCard
{
    private const string Testing = "test";

    private Attempt _attempt = default!;
    private CarrierCheck? _check;
    private Part _open;

    private enum Part
    {
        None,
        Secrets,
        Numbers,
    }

    [Parameter, EditorRequired]
    public CarrierAccount Account { get; set; } = default!;

    /// <summary>It was added a moment ago: tested by itself.</summary>
    [Parameter]
    public bool IsNew { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private ICarrierAccounts Accounts { get; set; } = default!;

    [Inject]
    private ICarrierNumbers Numbers { get; set; } = default!;

    [Inject]
    private WallClock Clock { get; set; } = default!;

    [Inject]
    private Notices Notices { get; set; } = default!;

    [Inject]
    private ILogger<CarrierAccountCard> Logger { get; set; } = default!;

    private bool IsBusy => _attempt.IsBusy;

    protected override async Task OnInitializedAsync()
    {
        _attempt = new(Logger);
        if (IsNew)
        {
            await Test();
        }
    }

    private Task<bool> Test() => _attempt.Do(async () => _check = await Numbers.Check(Account.Sid, CancellationToken.None), Testing);

    private Task<bool> Remove() => _attempt.Do(async () =>
    {
        await Accounts.Remove(Account.Sid, CancellationToken.None);
        Notices.Show(CarrierTexts.AccountRemoved);
        await OnChanged.InvokeAsync();
    });

    private async Task Changed()
    {
        // What was found out was about the secrets before.
        _check = null;
        await OnChanged.InvokeAsync();
    }

    private void Toggle(Part part) => _open = _open == part ? Part.None : part;
}
