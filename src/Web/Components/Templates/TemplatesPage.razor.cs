using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using OrleansSms.Members;
using OrleansSms.Templates;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Templates;

/// <summary>A member's templates and the team's: made, changed, deleted and brought back.</summary>
public sealed partial class TemplatesPage
{
    private Attempt _attempt = default!;
    private ImmutableArray<Template>? _all;
    private string _search = "";
    private bool _isEditing;
    private Template? _edited;

    [Inject]
    private ITemplates Templates { get; set; } = default!;

    [Inject]
    private Notices Notices { get; set; } = default!;

    [Inject]
    private WallClock Clock { get; set; } = default!;

    [Inject]
    private Member Member { get; set; } = default!;

    [Inject]
    private ILogger<TemplatesPage> Logger { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _attempt = new(Logger, TemplateTexts.NotLoaded);
        await _attempt.Do(Read);
    }

    private async Task Read() => _all = await Templates.All(CancellationToken.None);

    private IEnumerable<Template> Shown(bool shared) => (_all ?? []).Where(template => template.IsShared == shared
        && _search.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
            template.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || template.Body.Contains(word, StringComparison.OrdinalIgnoreCase)));

    private bool MayChange(Template template) => !template.IsShared || Member.Role >= Role.Admin;

    private string Use(Template template) => template.LastUsedAt is not { } last
        ? TemplateTexts.NotUsedYet
        : Clock.Date(last) == Clock.Today ? Phrase.Of(TemplateTexts.UsedToday, ("count", template.Uses))
        : Phrase.Of(TemplateTexts.UsedLast, ("count", template.Uses), ("time", Clock.Brief(last)));

    private void Edit(Template? template) => (_isEditing, _edited) = (true, template);

    private void Close() => _isEditing = false;

    private async Task Saved()
    {
        _isEditing = false;
        await _attempt.Do(Read);
    }

    private async Task Delete(Template template)
    {
        if (await _attempt.Do(() => Templates.Delete(template.Id, CancellationToken.None)))
        {
            Notices.Show(Phrase.Of(TemplateTexts.DidDelete, ("name", template.Name)), () => Restore(template));
            await _attempt.Do(Read);
        }
    }

    private async Task Restore(Template template)
    {
        await _attempt.Do(async () =>
        {
            await Templates.Restore(template.Id, CancellationToken.None);
            await Read();
        });
        await InvokeAsync(StateHasChanged);
    }
}
