namespace OrleansSms.Web.Components.Calls;

/// <summary>Where a recording is heard and downloaded.</summary>
internal static class RecordingAddress
{
    public static string Of(Guid callId, string sid) => $"calls/{callId}/recordings/{Uri.EscapeDataString(sid)}";
}
