namespace OrleansSms.Silo.Accounts;

/// <summary>Where a request comes from, as it is shown.</summary>
internal static class ClientAddress
{
    public static string? Of(HttpContext? context) =>
        (context?.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context?.Connection.RemoteIpAddress)?.ToString();
}
