using OrleansSms.Grains.Ports;
using OrleansSms.Lines;
using OrleansSms.Members;

namespace OrleansSms.Grains.Calls;

/// <summary>Who may look after what a line does with calls: owners, and administrators who use the line. Roles are looked up, not believed.</summary>
internal sealed class VoiceGuard(IRoles roles, ILineDirectory lines)
{
    /// <returns>False: the line is not the caller's to look after.</returns>
    /// <exception cref="RefusedException">The caller looks after no line.</exception>
    public async Task<bool> LooksAfter(Caller caller, string line, CancellationToken cancellation)
    {
        var role = caller.May(Scopes.Admin) ? await roles.Of(caller.UserId, cancellation) : null;
        if (role is not (Role.Admin or Role.Owner))
        {
            throw new RefusedException(Refusals.NotAllowed, "Only administrators and owners set up what a number does with calls.");
        }

        return await lines.AccessTo(line, caller.UserId, cancellation) is { } access && (role == Role.Owner || access == LineAccess.Use);
    }
}
