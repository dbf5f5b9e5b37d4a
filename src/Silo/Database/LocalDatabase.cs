using OrleansSms.Postgres;
using OrleansSms.Postgres.Server;

namespace OrleansSms.Silo.Database;

/// <summary>In Development a silo needs no database to be set up: it starts a private one, and stops it as the last user.</summary>
internal static class LocalDatabase
{
    public static async Task<PrivateServer?> StartWhenNoneIsNamed(WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment() || !string.IsNullOrEmpty(builder.Configuration[PostgresSetup.ConnectionStringKey]))
        {
            return null;
        }

        using var logging = LoggerFactory.Create(log => log.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole());
        var folder = Path.Combine(ProjectFolder(), ".data", "postgres");
        var server = await PrivateServer.Start(folder, logging.CreateLogger<PrivateServer>(), CancellationToken.None);
        builder.Configuration[PostgresSetup.ConnectionStringKey] = server.ConnectionString;
        return server;
    }

    /// <summary>The checkout this program was built in; where it was copied elsewhere, the folder it is started from.</summary>
    private static string ProjectFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OrleansSms.sln")))
            {
                return folder.FullName;
            }
        }

        return Directory.GetCurrentDirectory();
    }
}
