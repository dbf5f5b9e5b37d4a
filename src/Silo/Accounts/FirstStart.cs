using Microsoft.Extensions.Options;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.Silo.Accounts;

/// <summary>With no user yet: creates the owner from the <c>Setup</c> keys, or tells how to set up in the browser.</summary>
internal sealed partial class FirstStart(
    IServiceScopeFactory scopes, IOptions<SetupOptions> options, SetUpCode code, IHostEnvironment environment, ILogger<FirstStart> logger) : IHostedService
{
    private const int LongEnoughToken = 16;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var owner = scope.ServiceProvider.GetRequiredService<FirstOwner>();
        if (!await owner.IsMissing(cancellationToken))
        {
            return;
        }

        var setup = options.Value;
        if (string.IsNullOrEmpty(setup.OwnerEmail) || string.IsNullOrEmpty(setup.OwnerPassword))
        {
            LogSetUpCode(logger, code.Value);
            return;
        }

        // On a developer's machine a password may be "password"; where customers are, nobody has one to guess.
        var wrong = await owner.Create(
            setup.OwnerEmail, setup.OwnerPassword, setup.Lines, setup.ApiToken, mayBeGuessable: environment.IsDevelopment(), cancellationToken);
        if (!wrong.IsEmpty && await owner.IsMissing(cancellationToken))
        {
            throw new SettingException(
                "The Setup keys do not make an owner: " + string.Join(" ", wrong.Select(error => $"{error.Field}: {error.Message}")));
        }

        LogCreated(logger);
        if (GuessablePassword.Why(setup.OwnerPassword, setup.OwnerEmail, name: null) is { } why)
        {
            LogGuessable(logger, why);
        }

        if (setup.ApiToken is { Length: < LongEnoughToken })
        {
            LogShortToken(logger, LongEnoughToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody can sign in yet. Open /set-up and enter this one-time code: {Code}")]
    private static partial void LogSetUpCode(ILogger logger, string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Setup__ApiToken is shorter than {Length} characters and can be guessed. Use a long random one.")]
    private static partial void LogShortToken(ILogger logger, int length);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Setup__OwnerPassword is taken only because this is Development. {Why}")]
    private static partial void LogGuessable(ILogger logger, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "The owner of the Setup keys can sign in.")]
    private static partial void LogCreated(ILogger logger);
}
