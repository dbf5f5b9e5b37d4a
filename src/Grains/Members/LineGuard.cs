using OrleansSms.Lines;
using OrleansSms.Members;

namespace OrleansSms.Grains.Members;

/// <summary>What a caller may do on a line, asked at the door and again where it is done: with the call travels who asks, never what they may.</summary>
internal sealed class LineGuard(ILineDirectory lines)
{
    /// <returns>Null: what is on this line does not exist for the caller.</returns>
    public async ValueTask<Caller?> Reader(string line, CancellationToken cancellation)
    {
        var caller = Known();
        return caller.May(Scopes.Read) && await lines.AccessTo(line, caller.UserId, cancellation) is not null ? caller : null;
    }

    /// <returns>Null: what is on this line does not exist for the caller.</returns>
    /// <exception cref="RefusedException">The caller sees the line and may change nothing on it.</exception>
    public async ValueTask<Caller?> Writer(string line, CancellationToken cancellation)
    {
        var caller = Known();
        return await lines.AccessTo(line, caller.UserId, cancellation) switch
        {
            null => null,
            _ when !caller.May(Scopes.Send) => throw new RefusedException(Refusals.InsufficientScope, "This token may not send."),
            LineAccess.Use => caller,
            _ => throw new RefusedException(Refusals.ReadOnlyLine, "You can read this line, but not write on it. Ask an administrator."),
        };
    }

    /// <summary>Whether somebody else may write on the line.</summary>
    public async ValueTask<bool> MayWrite(string line, Guid userId, CancellationToken cancellation) =>
        await lines.AccessTo(line, userId, cancellation) == LineAccess.Use;

    private static Caller Known() =>
        CallerContext.Current ?? throw new RefusedException(Refusals.NotAllowed, "Nobody is named who asks for this.");
}
