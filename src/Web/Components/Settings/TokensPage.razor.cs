using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using OrleansSms.Members;
using OrleansSms.Web.Components.Shell;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Components.Settings;

/// <summary>The tokens of who sits here, and for an owner those of everybody.</summary>
public sealed partial class TokensPage
{
    private ImmutableArray<ApiToken>? _mine;
    private ImmutableArray<ApiToken> _others = [];
    private NewApiToken? _made;
    private ApiToken? _asked;
    private string? _failure;
    private bool _isMaking;
    private bool _busy;

    [Inject]
    private IApiTokens Tokens { get; set; } = default!;

    [Inject]
    private Member Me { get; set; } = default!;

    [Inject]
    private Notices Notices { get; set; } = default!;

    [Inject]
    private ILogger<TokensPage> Logger { get; set; } = default!;

    protected override Task OnInitializedAsync() => Do(async () =>
    {
        await Me.Arrive(RendererInfo.IsInteractive);
        await Read();
    });

    private async Task Read()
    {
        _mine = await Tokens.Mine(CancellationToken.None);
        _others = Me.Role == Role.Owner ? await Tokens.Others(CancellationToken.None) : [];
    }

    private Task Made(NewApiToken made)
    {
        (_isMaking, _made) = (false, made);
        return Do(Read);
    }

    private void Ask(ApiToken token) => _asked = token;

    private Task Revoke() => Do(async () =>
    {
        if (_asked is { } token)
        {
            try
            {
                await Tokens.Revoke(token.Id, CancellationToken.None);
                Notices.Show("Revoked");
            }
            finally
            {
                _asked = null;
            }

            await Read();
        }
    });

    private async Task Do(Func<Task> what)
    {
        if (_busy)
        {
            return;
        }

        (_busy, _failure) = (true, null);
        try
        {
            await what();
        }
        catch (RefusedException refused)
        {
            _failure = refused.Message;
        }
        catch (Exception fault)
        {
            // What was shown stays, and can be tried again.
            var reference = Reference.Next();
            Faults.Part(Logger, reference, fault);
            _failure = $"That did not work. Try again in a moment. Reference {reference}";
        }
        finally
        {
            _busy = false;
            StateHasChanged();
        }
    }
}
