namespace OrleansSms.Silo;

internal static class SlowCallers
{
    private static readonly TimeSpan Headers = TimeSpan.FromSeconds(10);

    /// <summary>Who does not even send a request's head in this time is cut off; what a webhook's body may take is its door's affair.</summary>
    public static void CutOffSlowCallers(this WebApplicationBuilder builder) =>
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.RequestHeadersTimeout = Headers);
}
