namespace OrleansSms.Members;

/// <summary>Tells a host when anything of what members may do was changed, on whichever silo: roles, lines, sessions, tokens.</summary>
public interface IAccessChanges
{
    /// <summary>Calls back, on any thread, after each change, and when changes may have been missed. Who is told asks again.</summary>
    IDisposable Subscribe(Action changed);
}
