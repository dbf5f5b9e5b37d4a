using System.Net;
using System.Net.Sockets;
using OrleansSms.Bench.Browse;

namespace OrleansSms.Bench.Tests;

public sealed class RelayTests
{
    [Fact]
    public async Task What_comes_back_is_passed_on_and_counted_and_what_is_asked_is_not()
    {
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        await using var relay = new Relay((IPEndPoint)silo.LocalEndpoint);
        using var browser = new TcpClient();
        var way = new Uri(relay.Address);
        await browser.ConnectAsync(way.Host, way.Port, TestContext.Current.CancellationToken);
        using var answering = await silo.AcceptTcpClientAsync(TestContext.Current.CancellationToken);

        await browser.GetStream().WriteAsync("a question"u8.ToArray(), TestContext.Current.CancellationToken);
        var question = new byte[10];
        await answering.GetStream().ReadExactlyAsync(question, TestContext.Current.CancellationToken);
        await answering.GetStream().WriteAsync("yes"u8.ToArray(), TestContext.Current.CancellationToken);
        var answer = new byte[3];
        await browser.GetStream().ReadExactlyAsync(answer, TestContext.Current.CancellationToken);

        Assert.Equal("a question"u8.ToArray(), question);
        Assert.Equal("yes"u8.ToArray(), answer);
        Assert.Equal(3, relay.Answered);
    }
}
