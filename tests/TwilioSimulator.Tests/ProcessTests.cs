using System.Diagnostics;
using OrleansSms.TwilioSimulator.Tests.Harness;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class ProcessTests
{
    [Fact]
    public async Task The_process_says_where_it_listens()
    {
        using var process = StartProcess("--urls http://127.0.0.1:0");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

            Assert.Matches("^Simulator listening on http://127.0.0.1:[1-9][0-9]*$", line);
            using var http = new HttpClient();
            Assert.Contains("Virtual phone", await http.GetStringAsync(line!.Split(' ')[^1], TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
        }
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:7081")]
    [InlineData("http://192.168.1.4:7081")]
    public async Task Any_address_but_loopback_is_refused(string address)
    {
        using var process = StartProcess("--urls " + address);

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("loopback", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_setting_is_refused_with_a_sentence()
    {
        using var process = StartProcess("--urls http://127.0.0.1:0 --Simulator:Speed=0");

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("Simulator:Speed must lie", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused()
    {
        await using var simulator = await SimulatorUnderTest.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_sim/state");
        request.Headers.Host = "evil.example.com";

        using var response = await simulator.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
    }

    private static Process StartProcess(string arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", $"\"{typeof(SimulatorApp).Assembly.Location}\" {arguments}")
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
