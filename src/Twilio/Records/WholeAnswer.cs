namespace OrleansSms.Twilio.Records;

/// <summary>Innermost: reads the whole answer, so that the time limit covers it and one that breaks off is asked for again.</summary>
internal sealed class WholeAnswer : DelegatingHandler
{
    // A full page of the longest texts, every character escaped, is below this.
    private const int MaxAnswer = 32 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(MaxAnswer, cancellationToken);
        return response;
    }
}
