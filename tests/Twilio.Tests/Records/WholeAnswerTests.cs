using System.Net.Sockets;
using OrleansSms.Twilio.Records;

namespace OrleansSms.Twilio.Tests.Records;

public sealed class WholeAnswerTests
{
    [Fact]
    public async Task A_connection_that_is_gone_as_soon_as_it_was_made_is_one_that_failed()
    {
        using var client = new HttpMessageInvoker(new WholeAnswer { InnerHandler = new Gone() });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://carrier.example/");

        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal(HttpRequestError.ConnectionError, fault.HttpRequestError);
    }

    private sealed class Gone : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromException<HttpResponseMessage>(new SocketException((int)SocketError.NotConnected));
    }
}
