using Orleans.Runtime;

namespace OrleansSms.Members;

/// <summary>The caller on the way from a door to a grain, beside the arguments of the call.</summary>
public static class CallerContext
{
    private const string Key = "sms.caller";

    /// <summary>Null: the call is the system's own.</summary>
    public static Caller? Current => RequestContext.Get(Key) as Caller;

    /// <summary>From here on calls are this caller's; inside an async method, until that method ends.</summary>
    public static void Set(Caller caller) => RequestContext.Set(Key, caller);
}
