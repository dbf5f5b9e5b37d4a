using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Storage;
using OrleansSms.Grains;

namespace OrleansSms.Postgres;

/// <summary>Membership, small documents and reminders of the cluster, all in the one database.</summary>
public static class OrleansOnPostgres
{
    private const string Npgsql = "Npgsql";

    public static ISiloBuilder UsePostgres(this ISiloBuilder silo)
    {
        silo.UseAdoNetClustering(options => options.Configure<IServiceProvider>((clustering, provider) =>
        {
            clustering.Invariant = Npgsql;
            clustering.DataSource = provider.GetRequiredKeyedService<NpgsqlDataSource>(DataSources.Cluster);
        }));
        silo.UseAdoNetReminderService(options => options.Configure<IServiceProvider>((reminders, provider) =>
        {
            reminders.Invariant = Npgsql;
            reminders.DataSource = provider.GetRequiredKeyedService<NpgsqlDataSource>(DataSources.Cluster);
        }));
        silo.AddAdoNetGrainStorage(GrainsSetup.DocumentStorage, options => options.Configure<IServiceProvider>((documents, provider) =>
        {
            documents.Invariant = Npgsql;
            documents.DataSource = provider.GetRequiredService<NpgsqlDataSource>();
            documents.GrainStorageSerializer = ActivatorUtilities.CreateInstance<SystemTextJsonGrainStorageSerializer>(provider);
        }));
        return silo;
    }
}
