namespace OrleansSms.Silo;

internal static class Addresses
{
    private const string Default = "http://localhost:4000";

    /// <summary>Our default address gives way to every usual way of naming one.</summary>
    public static void ListenWhereConfigured(this WebApplicationBuilder builder)
    {
        string[] keys = [WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey, "Kestrel:Endpoints"];
        if (!keys.Any(key => builder.Configuration.GetSection(key).Exists()))
        {
            builder.WebHost.UseUrls(Default);
        }

        // Scripts and styles of class libraries, also when the program runs from its build folder outside Development.
        builder.WebHost.UseStaticWebAssets();
    }
}
