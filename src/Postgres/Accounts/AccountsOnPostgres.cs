using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OrleansSms.Members;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Audit;

namespace OrleansSms.Postgres.Accounts;

/// <summary>Accounts, sessions, invitations and what protects them. The host brings Identity, callers and the post of links.</summary>
internal static class AccountsOnPostgres
{
    public static void AddAccountRows(this IServiceCollection services)
    {
        services.AddSingleton(provider => new SessionBook(Database(provider), provider.GetRequiredService<AccessCache>(), Time(provider)));
        services.AddSingleton(provider => new SignInTries(Database(provider), Time(provider)));
        services.AddSingleton(provider => new Authenticators(Database(provider), provider.GetRequiredService<IDataProtectionProvider>(), Time(provider)));
        services.AddSingleton(provider => new ProviderBook(Database(provider), provider.GetRequiredService<AuditLog>(), Time(provider)));
        services.AddSingleton<Passwords>();
        services.AddSingleton<SessionWatch>();
        services.AddSingleton<ISessionWatch>(provider => provider.GetRequiredService<SessionWatch>());
        services.AddHostedService(provider => provider.GetRequiredService<SessionWatch>());
        services.AddSingleton<PasswordResets>();
        services.AddSingleton<IPasswordResets>(provider => provider.GetRequiredService<PasswordResets>());
        services.AddHostedService(provider => provider.GetRequiredService<PasswordResets>());
        services.AddScoped<Enrolment>();
        services.AddScoped<ISessions, Sessions>();
        services.AddScoped<IMembers, MemberRoll>();
        services.AddScoped<IInvitations, Invitations>();
        services.AddScoped<IProfile, ProfileDesk>();
        services.AddScoped<ISecondFactor, SecondFactorDesk>();
    }

    private static NpgsqlDataSource Database(IServiceProvider provider) => provider.GetRequiredService<NpgsqlDataSource>();

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
