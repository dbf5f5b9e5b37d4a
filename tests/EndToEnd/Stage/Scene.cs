namespace OrleansSms.EndToEnd.Stage;

/// <summary>What every test on the shared installation has at hand.</summary>
public abstract class Scene(SharedInstallation shared)
{
    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected Installation Installation => shared.Now;

    private protected TestKit.PostgresServer Postgres => shared.Postgres;

    private protected Api Api => Installation.Api;

    private protected Webhook Webhooks => Webhook.To(Installation.Silo);

    private protected TestKit.Processes.SimulatorProcess Carrier => Installation.Carrier;
}
