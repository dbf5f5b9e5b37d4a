using System.Net;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Outbound;

/// <summary>The body of one POST, and the witness of whether the carrier can have got it.</summary>
internal sealed class MessageForm(OutboxItem item, string statusCallback) : FormUrlEncodedContent(Fields(item, statusCallback))
{
    /// <summary>
    /// True from the moment the first byte of the body may leave. While it is false the carrier cannot have executed
    /// anything: the connection failed, or was never asked for.
    /// </summary>
    public bool MayHaveArrived { get; private set; }

    /// <summary>The carrier said that it did not process what arrived.</summary>
    public void SetNotProcessed() => MayHaveArrived = false;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        MayHaveArrived = true;
        await base.SerializeToStreamAsync(stream, context, cancellationToken);
        FaultPoint.Reach("sender.writing");
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(OutboxItem item, string statusCallback)
    {
        yield return new("To", item.To);
        yield return new("From", item.From);
        if (item.Body.Length > 0)
        {
            yield return new("Body", item.Body);
        }

        if (!item.MediaUrls.IsDefault)
        {
            foreach (var url in item.MediaUrls)
            {
                yield return new("MediaUrl", url);
            }
        }

        yield return new("StatusCallback", statusCallback);
    }
}
