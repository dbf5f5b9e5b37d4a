using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using OrleansSms.Contacts;
using OrleansSms.Members;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Components.Contacts.Import;

/// <summary>A file becomes contacts in four steps; nothing is written before the last.</summary>
public sealed partial class ImportScreen : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private Attempt _attempt = default!;
    private PeriodicTimer? _clock;
    private ImportSheet? _sheet;
    private ImportCounts? _counts;
    private ContactImport? _running;
    private Guid? _asked;
    private bool? _isAllowed;
    private bool _isGone;

    [SupplyParameterFromQuery]
    private Guid? File { get; set; }

    [Inject]
    private IContactImports Imports { get; set; } = default!;

    [Inject]
    private Member Me { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private ILogger<ImportScreen> Logger { get; set; } = default!;

    private static string[] Steps => [ImportTexts.StepFile, ImportTexts.StepColumns, ImportTexts.StepCheck, ImportTexts.StepImport];

    private int Step => _running is not null ? 4 : _counts is not null ? 3 : _sheet is not null ? 2 : 1;

    public void Dispose() => _clock?.Dispose();

    protected override void OnInitialized() => _attempt = new(Logger, ImportTexts.FileNotRead);

    protected override async Task OnParametersSetAsync()
    {
        await Me.Arrive(RendererInfo.IsInteractive);
        _isAllowed = Me.Role >= Role.Admin;
        if (_isAllowed == true && File is { } file && _asked != file)
        {
            (_asked, _sheet, _counts, _running, _isGone) = (file, null, null, null, false);
            await _attempt.Do(() => Open(file));
        }
    }

    private async Task Open(Guid file)
    {
        if (await Imports.Find(file, CancellationToken.None) is { } import && (import.IsRunning || import.IsDone))
        {
            Follow(import);
            return;
        }

        _sheet = await Imports.Look(file, CancellationToken.None);
        _isGone = _sheet is null;
    }

    private async Task Check(ImportChoices choices)
    {
        _counts = await Imports.Check(File!.Value, choices, CancellationToken.None);
        _sheet = _sheet! with { Choices = choices };
    }

    private async Task Start()
    {
        await Imports.Start(File!.Value, CancellationToken.None);
        Follow(await Imports.Find(File!.Value, CancellationToken.None));
    }

    private void Follow(ContactImport? import)
    {
        _running = import;
        if (RendererInfo.IsInteractive && import is { IsDone: false } && _clock is null)
        {
            _clock = new(Every, Time);
            _ = Look(_clock, import.Id);
        }
    }

    private async Task Look(PeriodicTimer clock, Guid id)
    {
        while (_running is not { IsDone: true } && await clock.WaitForNextTickAsync())
        {
            // What could not be read is asked for again with the next tick; the import itself goes on.
            await InvokeAsync(async () =>
            {
                await _attempt.Do(async () => _running = await Imports.Find(id, CancellationToken.None) ?? _running);
                StateHasChanged();
            });
        }
    }
}
