using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Doors;

/// <summary>The port at which silos talk to each other, with certificates.</summary>
public sealed class SiloPortTests(SharedInstallation shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silos_with_certificates_of_one_authority_are_a_cluster_and_nobody_else_is_let_in()
    {
        using Papers ours = new(), theirs = new();
        await using var database = await shared.Postgres.CreateDatabase();
        var settings = new SiloSettings(database.ConnectionString) { Carrier = shared.Now.Carrier.Address, More = ours.Settings() };
        await using var a = await SiloProcess.Start(settings, Cancellation);
        await using var b = await SiloProcess.Start(
            settings with { Port = FreePorts.Next(), ClusterPort = FreePorts.Next(), PublicAddress = settings.Address }, Cancellation);

        foreach (var anna in Enumerable.Range(0, 8).Select(_ => People.Next()))
        {
            await Webhook.To(b).Receive(Webhook.Text(anna, "hello"));
            Assert.Equal(1, Assert.Single(await new Api(a.Http).With(anna)).Number("smsCount"));
        }

        Assert.Equal(2, await database.DataSource.Count("select count(*) from orleans_membership where status = 3 and cluster_id = $1", "orleanssms"));
        foreach (var port in new[] { settings.ClusterPort, b.Settings.ClusterPort })
        {
            Assert.Equal("CN=silo", await Welcome(port, ours));
            Assert.True(await IsCutOff(port, stream => Task.FromResult(stream)));
            Assert.True(await IsCutOff(port, async stream => await ShakeHands(stream, null)));
            Assert.True(await IsCutOff(port, async stream => await ShakeHands(stream, theirs)));
        }
    }

    [Fact]
    public async Task Half_of_the_files_is_told_at_start()
    {
        using var papers = new Papers();
        var half = papers.Settings();
        half.Remove("Orleans__Tls__Key");
        await using var silo = SiloProcess.Launch(new SiloSettings("Host=127.0.0.1;Port=1") { More = half });

        Assert.NotEqual(0, await silo.Ended(Cancellation));
        Assert.Contains("Orleans__Tls__Certificate, Orleans__Tls__Key and Orleans__Tls__Authority belong together", silo.Log.ToString(), StringComparison.Ordinal);
    }

    /// <returns>The name of who is at the other end.</returns>
    private static async Task<string> Welcome(int port, Papers papers)
    {
        using var client = await Connect(port);
        await using var tls = await ShakeHands(client.GetStream(), papers);
        return tls.RemoteCertificate!.Subject;
    }

    /// <summary>Whether the silo ends the connection without a word.</summary>
    private static async Task<bool> IsCutOff(int port, Func<Stream, Task<Stream>> begin)
    {
        using var client = await Connect(port);
        try
        {
            await using var stream = await begin(client.GetStream());
            await stream.WriteAsync(Encoding.ASCII.GetBytes("let me in"), Cancellation);
            return await stream.ReadAsync(new byte[1], Cancellation) == 0;
        }
        catch (Exception cut) when (cut is IOException or AuthenticationException)
        {
            return true;
        }
    }

    private static async Task<TcpClient> Connect(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, Cancellation);
        return client;
    }

    private static async Task<SslStream> ShakeHands(Stream stream, Papers? papers)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "silo",
            ClientCertificates = papers is null ? null : [papers.Certificate()],
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
        }, Cancellation);
        return tls;
    }
}
