using OrleansSms.Contacts;
using OrleansSms.Lines;
using OrleansSms.PhoneNumbers;
using OrleansSms.Templates;
using OrleansSms.Web.Languages;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Templates;

/// <summary>What the variables stand for in one conversation; the names are those of <see cref="TemplateText.Variables"/>.</summary>
internal static class TemplateValues
{
    /// <param name="contact">Null: nobody in the book.</param>
    /// <param name="number">The contact's; null while none is chosen.</param>
    public static Dictionary<string, string?> Of(Contact? contact, string? number, string myName, Line? line, WallClock clock) => new()
    {
        ["name"] = contact?.Name,
        ["first_name"] = TemplateText.FirstName(contact?.Name),
        ["company"] = contact?.Company,
        ["number"] = number is null ? null : PhoneNumber.Display(number),
        // Somebody without a name is known by the address they sign in with, which is nothing to call oneself.
        ["my_name"] = myName.Contains('@', StringComparison.Ordinal) ? null : myName,
        ["my_first_name"] = myName.Contains('@', StringComparison.Ordinal) ? null : TemplateText.FirstName(myName),
        ["line"] = line?.Name,
        ["line_number"] = line is null ? null : PhoneNumber.Display(line.Number),
        ["date"] = clock.Today.ToString(TemplateTexts.DatePattern, Language.Current.Times),
        ["weekday"] = clock.Today.ToString("dddd", Language.Current.Times),
    };
}
