using OrleansSms.Conversations;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>The second line of a list row.</summary>
internal static class Preview
{
    public static string Text(ConversationHead head) => head.PreviewCall is { } call ? PhoneWords.Preview(call, head.PreviewDirection, head.PreviewSeconds)
        : head.Preview.Length > 0 ? OneLine(head.Preview) : head.IsPreviewDeleted ? InboxTexts.TextDeleted : InboxTexts.PhotoOrFile;

    /// <summary>A text of ours; of a call its words say who called.</summary>
    public static bool IsOurs(ConversationHead head) => head.PreviewCall is null && head.PreviewDirection == Direction.Outbound;

    public static bool Failed(ConversationHead head) => IsOurs(head) && StatusWords.IsFailure(head.PreviewStatus);

    public static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
