using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using OrleansSms.Members;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Components.Settings;

/// <summary>The tokens of who sits here, and for an owner those of everybody.</summary>
public sealed partial class TokensPage
{
    private Attempt _attempt = default!;
    private ImmutableArray<ApiToken>? _mine;
    private ImmutableArray<ApiToken> _others = [];
    private NewApiToken? _made;
    private ApiToken? _asked;
    private bool _isMaking;

    [Inject]
    private IApiTokens Tokens { get; set; } = default!;

    [Inject]
    private Member Me { get; set; } = default!;

    [Inject]
    private FirstPaint Paint { get; set; } = default!;

    [Inject]
    private Notices Notices { get; set; } = default!;

    [Inject]
    private ILogger<TokensPage> Logger { get; set; } = default!;

    protected override void OnInitialized() => _attempt = new(Logger);

    protected override Task OnInitializedAsync() => _attempt.Do(async () =>
    {
        await Me.Arrive(RendererInfo.IsInteractive);
        var painted = await Paint.Get($"{Me.Id}/tokens", RendererInfo.IsInteractive, All);
        (_mine, _others) = painted.Value;
        if (painted.Stale)
        {
            // What the page came with is on the screen, and may be seconds old.
            StateHasChanged();
            await Read();
        }
    });

    private async Task<(ImmutableArray<ApiToken> Mine, ImmutableArray<ApiToken> Others)> All() => (
        await Tokens.Mine(CancellationToken.None), Me.Role == Role.Owner ? await Tokens.Others(CancellationToken.None) : []);

    private async Task Read() => (_mine, _others) = await All();

    private Task<bool> Made(NewApiToken made)
    {
        (_isMaking, _made) = (false, made);
        return _attempt.Do(Read);
    }

    private void Ask(ApiToken token) => _asked = token;

    private Task<bool> Revoke() => _attempt.Do(async () =>
    {
        if (_asked is { } token)
        {
            try
            {
                await Tokens.Revoke(token.Id, CancellationToken.None);
                Notices.Show(TokenTexts.Revoked);
            }
            finally
            {
                _asked = null;
            }

            await Read();
        }
    });
}
