using OrleansSms.Conversations;

namespace OrleansSms.Twilio.Inbound;

/// <summary>Understands a status callback: our ids from the address we gave, the rest from the fields.</summary>
/// <param name="Conversation">Null: the callback is for a message that was sent elsewhere.</param>
/// <param name="Report">Its message id means something only together with <paramref name="Conversation"/>.</param>
internal sealed record StatusReading(ConversationId? Conversation, DeliveryReport Report)
{
    private const int MaxWord = 64;

    /// <param name="target">Raw request target.</param>
    /// <returns>Null: no word, or nothing that says whose status it is.</returns>
    public static StatusReading? Read(string target, WebhookForm fields)
    {
        var word = fields.Text("MessageStatus"u8) ?? fields.Text("SmsStatus"u8);
        var sid = fields.Text("MessageSid"u8) ?? fields.Text("SmsSid"u8);
        var query = WebhookForm.OfQuery(target) ?? WebhookForm.Empty;
        var (conversation, message) = (query.Id("c"u8), query.Id("m"u8));
        var hasIds = conversation is not null && message is not null;
        if (word is not { Length: > 0 and <= MaxWord } || (sid is null ? !hasIds : !Sid.IsUsable(sid)))
        {
            return null;
        }

        var code = fields.Number("ErrorCode"u8) is > 0 and var number ? number : (int?)null;
        var date = fields.Text("RawDlrDoneDate"u8) is { Length: > 0 and <= MaxWord } clock ? clock : null;
        var attempt = query.Number("a"u8) is > 0 and var told ? told : (int?)null;
        return new(hasIds ? new ConversationId(conversation!.Value) : null, new(message ?? Guid.Empty, word, sid, code, CarrierDate: date, Attempt: hasIds ? attempt : null));
    }
}
