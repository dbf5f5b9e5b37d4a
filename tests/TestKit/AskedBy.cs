using OrleansSms.Members;

namespace OrleansSms.TestKit;

/// <summary>Everything here is asked by one caller.</summary>
public sealed class AskedBy(Caller caller) : ICallers
{
    public AskedBy(Guid userId, Role role = Role.Member) : this(new Caller(userId, role))
    {
    }

    public Caller Current => caller;
}
