namespace OrleansSms.Silo.Rest;

/// <summary>A text to send.</summary>
/// <param name="To">The recipient, E.164 or as dialled in the line's country.</param>
/// <param name="From">One of your lines, E.164.</param>
/// <param name="Body">Up to 1,600 characters; may be empty with media.</param>
/// <param name="ConversationId">When given, must be the conversation of the two numbers.</param>
/// <param name="MediaUrls">Up to 10 public http(s) addresses.</param>
/// <param name="SendAt">Not before this moment, ISO 8601; at most a year ahead.</param>
/// <param name="CancelOnReply">Only with a time: not sent if the contact writes before it.</param>
internal sealed record SendRequest(
    string? To,
    string? From,
    string? Body,
    Guid? ConversationId,
    IReadOnlyList<string>? MediaUrls,
    DateTimeOffset? SendAt,
    bool? CancelOnReply = null);
