using System.Net;

namespace OrleansSms.Twilio.Outbound;

/// <summary>The body of one POST, and the witness of whether the carrier can have got it.</summary>
/// <param name="poster">Who posts, as the points at which a test ends the process are named.</param>
internal sealed class PostedForm(string poster, IEnumerable<KeyValuePair<string, string>> fields) : FormUrlEncodedContent(fields)
{
    /// <summary>
    /// True from the moment the first byte of the body may leave. While it is false the carrier cannot have executed
    /// anything: the connection failed, or was never asked for.
    /// </summary>
    public bool MayHaveArrived { get; private set; }

    /// <summary>The carrier said that it did not process what arrived.</summary>
    public void SetNotProcessed() => MayHaveArrived = false;

    /// <summary>The answer begins.</summary>
    public void SetPosted() => FaultPoint.Reach(poster + ".posted");

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        MayHaveArrived = true;
        await base.SerializeToStreamAsync(stream, context, cancellationToken);
        FaultPoint.Reach(poster + ".writing");
    }
}
