using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OrleansSms.Postgres.Access;
using OrleansSms.Search;

namespace OrleansSms.Postgres.Search;

/// <summary>Searching, on connections of its own.</summary>
internal static class SearchOnPostgres
{
    public static void AddSearch(this IServiceCollection services)
    {
        services.AddKeyedSingleton(DataSources.Search, (provider, _) => DataSources.ForSearch(provider.GetRequiredService<IConfiguration>()));
        services.AddKeyedSingleton(DataSources.SearchIndex, (provider, _) => DataSources.ForSearchIndex(provider.GetRequiredService<IConfiguration>()));
        services.AddKeyedSingleton(DataSources.Search, (provider, key) => new MembersDatabase(provider.GetRequiredKeyedService<NpgsqlDataSource>(key)));
        services.AddSingleton<SearchIndex>();
        services.AddHostedService<SearchIndexer>();
        services.AddSingleton<MessageSearch>();
        services.AddSingleton<PeopleSearch>();
        services.AddScoped<ISearch, SearchDesk>();
    }
}
