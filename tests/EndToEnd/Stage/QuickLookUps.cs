namespace OrleansSms.EndToEnd.Stage;

/// <summary>An installation that looks up within seconds what is in doubt, on a carrier that hangs for half a second where it hangs.</summary>
public sealed class QuickLookUps(SharedInstallation shared) : IAsyncLifetime
{
    private Installation? _installation;

    internal Installation Now => _installation ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        _installation = await Installation.Start(shared.Postgres, CancellationToken.None, settings => settings with
        {
            More = new Dictionary<string, string>
            {
                ["Lines__LookUpAfter__0"] = "00:00:00.500",
                ["Lines__LookUpAfter__1"] = "00:00:02",
                ["Lines__LookUpAfter__2"] = "00:00:04",
                ["Lines__LookUpAfter__3"] = "00:00:08",
                ["Lines__InFlight"] = "20",
                ["Lines__PauseWhenLockedOut"] = "00:00:01",
                ["Twilio__MaxConcurrentRequests"] = "30",
            },
        });
        await _installation.Carrier.Order("settings", new { holdSeconds = 10, maxConcurrentRequests = 1000 }, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }
    }
}
