using MimeKit;
using OrleansSms.Members;

namespace OrleansSms.Silo.Mail;

internal static class MailSetup
{
    public static void AddMail(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SmtpOptions>().BindConfiguration("Smtp").ValidateDataAnnotations()
            .Validate(
                options => string.IsNullOrEmpty(options.Host) || (options.From is not null && MailboxAddress.TryParse(options.From, out _)),
                "Smtp__Host is set, so Smtp__From has to be the address that mails come from.")
            .ValidateOnStart();
        builder.Services.AddSingleton<ILinkPost, LinkPost>();
    }
}
