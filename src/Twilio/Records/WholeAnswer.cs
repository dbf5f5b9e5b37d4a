using System.Net.Sockets;

namespace OrleansSms.Twilio.Records;

/// <summary>Innermost: reads the whole answer, so that the time limit covers it and one that breaks off is asked for again.</summary>
internal sealed class WholeAnswer : DelegatingHandler
{
    // A full page of the longest texts, every character escaped, is below this.
    private const int MaxAnswer = 32 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await Answer(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(MaxAnswer, cancellationToken);
        return response;
    }

    private async Task<HttpResponseMessage> Answer(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await base.SendAsync(request, cancellation);
        }
        catch (SocketException gone)
        {
            // One that is closed the moment it was made: the only failure of a connection which the runtime does not wrap.
            throw new HttpRequestException(HttpRequestError.ConnectionError, gone.Message, gone);
        }
    }
}
