using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Settings;

/// <summary>Everybody who may sign in, and those who were asked to.</summary>
public sealed partial class MembersPage
{
    private Attempt _attempt = default!;
    private ImmutableArray<MemberView>? _members;
    private ImmutableArray<InvitationView> _invitations = [];
    private ImmutableArray<Line> _lines = [];
    private MemberView? _changing;
    private InvitationLink? _link;
    private bool _isInviting;

    [Inject]
    private IMembers Members { get; set; } = default!;

    [Inject]
    private IInvitations Invitations { get; set; } = default!;

    [Inject]
    private Member Me { get; set; } = default!;

    [Inject]
    private WallClock Clock { get; set; } = default!;

    [Inject]
    private Notices Notices { get; set; } = default!;

    [Inject]
    private ILogger<MembersPage> Logger { get; set; } = default!;

    protected override Task OnInitializedAsync()
    {
        _attempt = new(Logger);
        return _attempt.Do(async () =>
        {
            await Me.Arrive(RendererInfo.IsInteractive);
            await Read();
        });
    }

    // The port says the same; here it only spares a button that would be refused.
    private bool May(MemberView member) => member.Id != Me.Id && member.Role <= Me.Role;

    private async Task Read()
    {
        _lines = await Members.Grantable(CancellationToken.None);
        _invitations = await Invitations.Pending(CancellationToken.None);
        _members = await Members.All(CancellationToken.None);
    }

    private async Task Invited(InvitationLink link)
    {
        (_isInviting, _link) = (false, link);
        await _attempt.Do(Read);
    }

    private async Task Changed(string told)
    {
        _changing = null;
        Notices.Show(told);
        await _attempt.Do(Read);
    }

    private async Task Revoke(InvitationView invitation) => await _attempt.Do(async () =>
    {
        await Invitations.Revoke(invitation.Id, CancellationToken.None);
        Notices.Show(MemberListTexts.InvitationRevoked);
        await Read();
    });
}
