using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Postgres;
using OrleansSms.Postgres.Server;

namespace OrleansSms.Silo.Database;

/// <summary>In Development a silo needs no database to be set up: it starts a private one, and stops it as the last user.</summary>
internal static class LocalDatabase
{
    public static async Task<PrivateServer?> StartWhenNoneIsNamed(WebApplicationBuilder builder)
    {
        if (!IsWanted(builder))
        {
            return null;
        }

        using var logging = LoggerFactory.Create(log => log.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole());
        return await Start(builder, logging.CreateLogger<PrivateServer>(), CancellationToken.None);
    }

    /// <summary>For a look at what there is: says nothing, and makes no data where there is none.</summary>
    public static async Task<PrivateServer?> StartWhenItHasData(WebApplicationBuilder builder, CancellationToken cancellation)
    {
        if (!IsWanted(builder))
        {
            return null;
        }

        return PrivateServer.HasData(DataFolder())
            ? await Start(builder, NullLogger<PrivateServer>.Instance, cancellation)
            : throw new SettingException($"There is no database yet: {DataFolder()} is empty, and ConnectionStrings__Postgres is not set.");
    }

    private static bool IsWanted(WebApplicationBuilder builder) =>
        builder.Environment.IsDevelopment() && string.IsNullOrEmpty(builder.Configuration[PostgresSetup.ConnectionStringKey]);

    private static async Task<PrivateServer> Start(WebApplicationBuilder builder, ILogger<PrivateServer> logger, CancellationToken cancellation)
    {
        var server = await PrivateServer.Start(DataFolder(), logger, cancellation);
        builder.Configuration[PostgresSetup.ConnectionStringKey] = server.ConnectionString;
        return server;
    }

    private static string DataFolder() => Path.Combine(ProjectFolder(), ".data", "postgres");

    /// <summary>The checkout this program was built in; where it was copied elsewhere, the folder it is started from.</summary>
    public static string ProjectFolder()
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
