using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Outbound;

/// <summary>A message as the carrier wants to be told of it.</summary>
internal static class MessageFields
{
    public static IEnumerable<KeyValuePair<string, string>> Of(OutboxItem item, string statusCallback)
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
