using System.ComponentModel.DataAnnotations;

namespace OrleansSms.Silo.Mail;

/// <summary>The server that mails are sent through (section <c>Smtp</c>). Without a host nothing is mailed; links are written to the log instead.</summary>
public sealed class SmtpOptions
{
    public string? Host { get; set; }

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The address mails come from, such as <c>Texts &lt;texts@example.com&gt;</c>.</summary>
    public string? From { get; set; }

    /// <summary>Only for a server on the same machine or network: nothing is encrypted on the way there.</summary>
    public bool AllowPlain { get; set; }
}
