using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Contacts;
using OrleansSms.Postgres.Contacts.Import;
using OrleansSms.Postgres.Notifications;

namespace OrleansSms.Postgres.Contacts;

/// <summary>The book of contacts.</summary>
internal static class ContactsOnPostgres
{
    public static void AddContacts(this IServiceCollection services)
    {
        services.AddSingleton<ContactNames>();
        services.AddSingleton<IContactNames>(provider => provider.GetRequiredService<ContactNames>());
        services.AddSingleton<IListener>(provider => provider.GetRequiredService<ContactNames>());
        services.AddHostedService<ContactEmptying>();
        services.AddSingleton<ContactTurns>();
        services.AddScoped<ContactDoor>();
        services.AddSingleton<ImportRun>();
        services.AddHostedService(provider => provider.GetRequiredService<ImportRun>());
        services.AddScoped<IContactImports, ContactImports>();
        services.AddScoped<IContactExport, ContactExporter>();
        services.AddScoped<IContactBook, ContactBook>();
        services.AddScoped<IContactMerging, ContactMerging>();
        services.AddScoped<IContactRemoval, ContactRemoval>();
        services.AddScoped<IContactHistory, ContactHistory>();
    }
}
