using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;

namespace OrleansSms.Web.Components.Shell;

/// <summary>The log lines of .razor files; they stand here because a source generator does not see those.</summary>
internal static partial class Faults
{
    [LoggerMessage(LogLevel.Error, "A part of the screen broke (reference {Reference}).")]
    public static partial void Part(ILogger logger, string reference, Exception fault);

    [LoggerMessage(LogLevel.Error, "A page broke (reference {Reference}): {Fault}.")]
    public static partial void Page(ILogger logger, string reference, string fault);

    [LoggerMessage(LogLevel.Error, "Messages of conversation {Conversation} could not be read.")]
    public static partial void Thread(ILogger logger, ConversationId conversation, Exception fault);

    [LoggerMessage(LogLevel.Warning, "The tray's badge could not be read.")]
    public static partial void Badge(ILogger logger, Exception fault);

    [LoggerMessage(LogLevel.Error, "Message {Message} could not be sent again.")]
    public static partial void SendAgain(ILogger logger, Guid message, Exception fault);

    [LoggerMessage(LogLevel.Warning, "What a number is called could not be read.")]
    public static partial void Names(ILogger logger, Exception fault);

    [LoggerMessage(LogLevel.Error, "Signing in failed.")]
    public static partial void SignIn(ILogger logger, Exception fault);
}
