using System.Net;

namespace OrleansSms.Twilio.Outbound;

/// <summary>
/// One POST, innermost: reads the whole answer (so that the time limit covers it) and turns a failure before
/// anything was written into <see cref="NeverSentException"/>, the only failure that may be tried again.
/// </summary>
internal sealed class SinglePost : DelegatingHandler
{
    private const int MaxAnswer = 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = (PostedForm)request.Content!;
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            form.SetPosted();
            await response.Content.LoadIntoBufferAsync(MaxAnswer, cancellationToken);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                form.SetNotProcessed();
            }

            return response;
        }
        catch (Exception fault) when (!form.MayHaveArrived)
        {
            throw new NeverSentException(fault);
        }
    }
}

/// <summary>The request never left us.</summary>
internal sealed class NeverSentException(Exception cause) : Exception("The request was not written.", cause);
