using MimeKit;
using OrleansSms.Members;

namespace OrleansSms.Silo.Mail;

/// <summary>What is written in the mails. Plain text: there is nothing to show but a link.</summary>
internal static class Letter
{
    private const string Product = "OrleansSms";

    public static MimeMessage Of(LinkKind kind, string from, string to, string url)
    {
        var (subject, text) = kind switch
        {
            LinkKind.Invitation => ($"You are invited to {Product}", $"You are invited to answer texts with your team.\n\nMake your account here; the link works once, for seven days:\n{url}\n\nIf you know nothing of this, ignore this mail."),
            _ => ($"A new password for {Product}", $"Somebody, you we hope, asked for a new password.\n\nChoose it here; the link works once, for one hour:\n{url}\n\nIf that was not you, ignore this mail. Nothing has changed."),
        };
        var letter = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
        letter.From.Add(MailboxAddress.Parse(from));
        letter.To.Add(new MailboxAddress(null, to));
        return letter;
    }
}
