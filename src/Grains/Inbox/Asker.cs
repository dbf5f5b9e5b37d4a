using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Grains.Inbox;

/// <summary>Whose question it is that comes over an edge, and which numbers it names.</summary>
internal sealed class Asker(ICallers callers, ILineDirectory lines)
{
    /// <summary>The member who asks; the calls that follow from it are the member's.</summary>
    public Guid Asking(Scopes scope)
    {
        var caller = callers.Current;
        if (!caller.May(scope))
        {
            throw new RefusedException(Refusals.InsufficientScope, scope == Scopes.Read ? "This token may not read." : "This token may not send.");
        }

        CallerContext.Set(caller);
        return caller.UserId;
    }

    /// <summary>A line of the member's, and a contact's number as it was typed.</summary>
    public async Task<(string Line, string Contact)> Pair(Guid userId, string from, string to, CancellationToken cancellation)
    {
        var line = PhoneNumber.Parse(from);
        if (line is null || await lines.AccessTo(line, userId, cancellation) is null)
        {
            throw new RefusedException(Refusals.UnknownLine, "The sender is not one of your numbers.");
        }

        var contact = PhoneNumber.Parse(to, PhoneNumber.Region(line))
            ?? throw new RefusedException(Refusals.InvalidNumber, "The recipient is not a valid phone number. Use the full number with the country code, like +44 7700 900123.");
        return (line, contact);
    }
}
