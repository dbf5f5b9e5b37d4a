using System.Diagnostics;

namespace OrleansSms;

/// <summary>
/// A place where a test lets the process die, as if somebody pulled the plug there. A build without FAULT_POINTS, as
/// every Release build is, calls none of them and has nothing behind this name.
/// </summary>
public static class FaultPoint
{
    [Conditional("FAULT_POINTS")]
    public static void Reach(string name)
    {
#if FAULT_POINTS
        ArmedPoint.Arrive(name);
#endif
    }
}
