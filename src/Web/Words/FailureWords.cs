using OrleansSms.Conversations;

namespace OrleansSms.Web.Words;

/// <summary>Why a message was not delivered, and what helps.</summary>
/// <param name="Title">What happened, in one line.</param>
/// <param name="Help">What to do next.</param>
public sealed record Failure(string Title, string Help);

/// <summary>The one place of the screen that puts a message's failure into words.</summary>
internal static class FailureWords
{
    public static Failure Of(Message message) => message.ErrorCode switch
    {
        30003 => new("Not delivered: the phone was unreachable", "It may be switched off or out of coverage. Sending again later often works."),
        30004 => new("Not delivered: this phone blocks your texts", "The person or their carrier blocked this number."),
        30005 => new("Not delivered: this number isn't in use", "Check it for a typing error."),
        30006 or 21614 => new("Not delivered: this number can't receive texts", "It looks like a landline. Ask for a mobile number."),
        30007 => new("Not delivered: the carrier took it for spam", "Shorten it, drop short links and capital letters, and say who you are."),
        30032 or 30034 => new("Not sent: this sender isn't registered yet", "Texts from this number are blocked until registration is done."),
        21610 => new("Not sent: this person opted out", "They can text START to allow texts again."),
        21211 => new("Not sent: this isn't a valid number", "Use the full number with the country code, like +44 7700 900123."),
        21408 => new("Not sent: texts to this country are switched off", "An administrator can allow it."),
        21617 => new("Not sent: the text is too long", "The limit is 1,600 characters."),
        12300 or 30019 => new("Photo not delivered: the carrier refused this file", "Use JPG, PNG or GIF under 600 KB."),
        _ => new("Not delivered", message.ErrorMessage ?? "The carrier gave no reason."),
    };
}
