using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;
using OrleansSms.Inbox;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Accounts;
using OrleansSms.Postgres.Audit;
using OrleansSms.Postgres.Calls;
using OrleansSms.Postgres.Carriers;
using OrleansSms.Postgres.Commits;
using OrleansSms.Postgres.Contacts;
using OrleansSms.Postgres.Conversations;
using OrleansSms.Postgres.Inbox;
using OrleansSms.Postgres.Lines;
using OrleansSms.Postgres.Notifications;
using OrleansSms.Postgres.Operations;
using OrleansSms.Postgres.Outbox;
using OrleansSms.Postgres.Schema;
using OrleansSms.Postgres.Search;
using OrleansSms.Postgres.Sweeps;
using OrleansSms.Postgres.Templates;
using OrleansSms.Postgres.Tray;
using OrleansSms.Templates;
using OrleansSms.Tray;

namespace OrleansSms.Postgres;

/// <summary>Everything durable. Call before <c>UseOrleans</c>: the silo needs the database, and hosted services start in order.</summary>
public static class PostgresSetup
{
    /// <summary>Configuration key of the database.</summary>
    public const string ConnectionStringKey = "ConnectionStrings:Postgres";

    public static IHostApplicationBuilder AddPostgres(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => DataSources.ForRequests(provider.GetRequiredService<IConfiguration>()));
        services.AddKeyedSingleton(DataSources.Cluster, (provider, _) => DataSources.ForCluster(provider.GetRequiredService<IConfiguration>()));
        services.AddKeyedSingleton(DataSources.Commits, (provider, _) => DataSources.ForCommits(provider.GetRequiredService<IConfiguration>()));
        services.AddKeyedSingleton(DataSources.Members, (provider, _) => DataSources.ForMembers(provider.GetRequiredService<IConfiguration>()));
        services.AddKeyedSingleton(DataSources.Owner, (provider, _) => DataSources.ForSchema(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<SchemaMigrator>();
        services.AddHostedService<DatabaseStartup>();
        services.AddSingleton<Installation>();
        services.AddSingleton<IInstallation>(provider => provider.GetRequiredService<Installation>());
        services.AddHostedService(provider => provider.GetRequiredService<Installation>());
        services.AddSingleton<AccessCache>();
        services.AddSingleton<IAccessChanges>(provider => provider.GetRequiredService<AccessCache>());
        services.AddSingleton<IListener>(provider => provider.GetRequiredService<AccessCache>());
        services.AddHostedService<NotificationWatch>();

        services.AddSingleton<GroupCommit>();
        services.AddSingleton<ConversationStore>();
        services.AddSingleton<IConversationStore>(provider => provider.GetRequiredService<ConversationStore>());
        services.AddSingleton<IMessageDirectory>(provider => provider.GetRequiredService<ConversationStore>());
        services.AddSingleton<IOutbox, OutboxStore>();
        services.AddSingleton<IDoubts, DoubtStore>();
        services.AddSingleton<BacklogWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<BacklogWatch>());
        services.AddSingleton<IOperationsBook, OperationsBook>();
        services.AddSingleton<ICallStore, CallStore>();
        services.AddSingleton<ICallQueries, CallQueries>();
        services.AddSingleton<MembersDatabase>();
        services.AddScoped<IColleagues, Colleagues>();
        services.AddSingleton<ISnoozes, Snoozes>();
        services.AddSingleton<IOldTexts, OldTexts>();
        services.AddSingleton<IInboxQueries, InboxQueries>();
        services.AddSearch();
        services.AddSingleton<ILineDirectory, LineDirectory>();
        services.AddSingleton<SecretBox>();
        services.AddSingleton<CarrierChanges>();
        services.AddSingleton<IListener>(provider => provider.GetRequiredService<CarrierChanges>());
        services.AddSingleton<ICarrierVault, CarrierVault>();
        services.AddSingleton<IWebhookTray, WebhookTray>();
        services.AddSingleton<IDoorBook, DoorBook>();
        services.AddSingleton<IOrphanStore, OrphanStore>();
        services.AddSingleton<ISweepStore, SweepStore>();
        services.AddSingleton<ICaseStore, CaseStore>();
        services.AddSingleton<Roles>();
        services.AddSingleton<IRoles>(provider => provider.GetRequiredService<Roles>());
        services.AddSingleton<AuditLog>();
        services.AddSingleton<IAuditLog>(provider => provider.GetRequiredService<AuditLog>());
        services.AddScoped<IAuditReader, AuditReader>();

        services.AddDbContext<AccountsDb>((provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddDataProtection().SetApplicationName("OrleansSms").PersistKeysToDbContext<AccountsDb>();
        services.AddSingleton(provider => new TokenUses(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TokenUses>>()));
        services.AddHostedService(provider => provider.GetRequiredService<TokenUses>());
        services.AddScoped<IApiTokens, TokenDesk>();
        services.AddScoped<ITemplates, TemplateStore>();
        services.AddScoped<IMemberPhone, MemberPhoneDesk>();
        services.AddSingleton<IMemberPhones, MemberPhones>();
        services.AddSingleton<IRecordingBook, RecordingBook>();
        services.AddSingleton<IGreetingFiles, GreetingFiles>();
        services.AddAccountRows();
        services.AddContacts();
        services.AddSingleton(provider => new ApiTokens(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<AccessCache>()));
        return builder;
    }
}
