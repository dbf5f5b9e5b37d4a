using System.ComponentModel.DataAnnotations;

namespace OrleansSms.Grains.Conversations;

/// <summary>How long the words of messages and notes are kept (section <c>Messages</c>).</summary>
public sealed class MessageOptions
{
    /// <summary>After how many days text and media of a message, and the words of a note, are deleted; that they were stays. Default: not at all.</summary>
    [Range(1, 36500, ErrorMessage = "Messages:KeepDays must be between 1 and 36500.")]
    public int? KeepDays { get; set; }
}
