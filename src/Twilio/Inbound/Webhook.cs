using System.Text;
using OrleansSms.Tray;

namespace OrleansSms.Twilio.Inbound;

/// <summary>A request that is surely the carrier's.</summary>
/// <param name="Door">One of <see cref="Doors"/>.</param>
/// <param name="Target">Raw request target: path and query.</param>
/// <param name="Fields">Of the form, or of the query of a GET.</param>
/// <param name="AccountSid">The account it is of, when it is not the configured one.</param>
internal sealed record Webhook(string Door, string Target, string? ContentType, byte[] Body, WebhookForm Fields, string? AccountSid)
{
    /// <summary>As it came, for people to look at.</summary>
    public TrayEntry ToTray(string reason, DateTimeOffset now) =>
        new(Guid.CreateVersion7(now), Door, Target, ContentType, Encoding.UTF8.GetString(Body).Replace('\0', '\uFFFD'), reason, now);

    /// <summary>As it came, from the tray; null when its fields cannot be read.</summary>
    public static Webhook? From(TrayEntry entry)
    {
        var body = Encoding.UTF8.GetBytes(entry.Body);
        // A GET has no body, and its fields are in the query.
        var fields = MediaType.IsForm(entry.ContentType) ? WebhookForm.Parse(body)
            : body.Length == 0 ? WebhookForm.OfQuery(entry.Target)
            : WebhookForm.Empty;
        return fields is null ? null : new(entry.Kind, entry.Target, entry.ContentType, body, fields, null);
    }
}
