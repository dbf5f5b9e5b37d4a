using OrleansSms.Members;
using OrleansSms.Postgres.Access;

namespace OrleansSms.Postgres.Contacts;

/// <summary>
/// Who may do what with the book. Reading and writing in it is every member's; what touches many, cannot be
/// seen by looking at one, or leaves the house is an administrator's.
/// </summary>
internal sealed class ContactDoor(ContactTurns turns, ICallers callers, Roles roles)
{
    public Task<Caller> Reader(CancellationToken cancellation) => Somebody(Scopes.Read, "This token may not read.", cancellation);

    public Task<Caller> Writer(CancellationToken cancellation) => Somebody(Scopes.Send, "This token may not change contacts.", cancellation);

    public async Task<Caller> Administrator(CancellationToken cancellation) =>
        callers.Current is var caller && caller.May(Scopes.Admin) && await roles.Of(caller.UserId, cancellation) >= Role.Admin
            ? caller
            : throw new RefusedException(Refusals.NotAllowed, "Ask an administrator for access to contacts.");

    public Task<ContactTurn> One(CancellationToken cancellation) => turns.One(cancellation);

    public Task<ContactTurn> Many(CancellationToken cancellation) => turns.Many(cancellation);

    private async Task<Caller> Somebody(Scopes scope, string refusal, CancellationToken cancellation)
    {
        var caller = callers.Current;
        return !caller.May(scope) ? throw new RefusedException(Refusals.InsufficientScope, refusal)
            : await roles.Of(caller.UserId, cancellation) is null ? throw new RefusedException(Refusals.NotAllowed, "Contacts are for members.")
            : caller;
    }
}
