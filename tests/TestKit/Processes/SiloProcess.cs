using System.Net.Http.Headers;
using System.Net.Sockets;

namespace OrleansSms.TestKit.Processes;

/// <summary>The product's own host, as it is run.</summary>
public sealed class SiloProcess : ProgramProcess
{
    private SiloProcess(SiloSettings settings)
        : base(settings.Build ?? BuiltPrograms.Silo, [], settings.ToEnvironment(), settings.Place)
    {
        Settings = settings;
        Http = Client(settings.Owner?.ApiToken);
        Anonymous = Client(token: null);
    }

    public SiloSettings Settings { get; }

    public Uri Address => Settings.Address;

    /// <summary>Speaks for the first owner.</summary>
    public HttpClient Http { get; }

    /// <summary>Speaks for nobody, like the carrier.</summary>
    public HttpClient Anonymous { get; }

    /// <summary>Started and ready to work.</summary>
    public static async Task<SiloProcess> Start(SiloSettings settings, CancellationToken cancellation)
    {
        var silo = Launch(settings);
        try
        {
            await silo.Ready(cancellation);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Only started; <see cref="Ready"/> waits for the rest.</summary>
    public static SiloProcess Launch(SiloSettings settings) => new(settings);

    public Task Ready(CancellationToken cancellation) => Eventually.Get(() => IsReady(cancellation), ready => ready, cancellation);

    /// <summary>Speaks for whoever has this token. Redirects are shown, not followed.</summary>
    public HttpClient Client(string? token)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    public override async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Anonymous.Dispose();
        await base.DisposeAsync();
    }

    private async Task<bool> IsReady(CancellationToken cancellation)
    {
        ThrowIfExited();
        try
        {
            using var answer = await Anonymous.GetAsync("/health/ready", cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception gone) when (gone is HttpRequestException or SocketException)
        {
            // Not listening yet.
            return false;
        }
    }
}
