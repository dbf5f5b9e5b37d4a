using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Contacts;

namespace OrleansSms.Postgres.Contacts;

/// <summary>The book of contacts.</summary>
internal static class ContactsOnPostgres
{
    public static void AddContacts(this IServiceCollection services)
    {
        services.AddSingleton<ContactNames>();
        services.AddSingleton<IContactNames>(provider => provider.GetRequiredService<ContactNames>());
        services.AddHostedService<ContactWatch>();
        services.AddScoped<ContactDoor>();
        services.AddScoped<IContactBook, ContactBook>();
    }
}
