using System.Net.Mail;

namespace OrleansSms.Members;

/// <summary>An e-mail address and nothing beside it: it is put into headers of mails.</summary>
public static class EmailAddress
{
    public const int Longest = 254;

    /// <exception cref="RefusedException">It is no such address.</exception>
    public static string Of(string typed)
    {
        var email = typed.Trim();
        return email.Length is > 2 and <= Longest && email.All(IsPlain) && MailAddress.TryCreate(email, out var read) && read.Address == email
            ? email
            : throw new RefusedException(Refusals.InvalidEmail, "This is not an e-mail address.");
    }

    /// <summary>The same for every spelling of one address.</summary>
    public static string Normalize(string email) => email.Trim().Normalize().ToUpperInvariant();

    private static bool IsPlain(char letter) => !char.IsControl(letter) && !char.IsWhiteSpace(letter) && letter is not ('"' or '<' or '>' or ',' or ';' or ':' or '(' or ')' or '\\');
}
