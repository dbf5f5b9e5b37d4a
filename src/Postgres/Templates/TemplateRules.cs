using OrleansSms.Conversations;
using OrleansSms.Templates;

namespace OrleansSms.Postgres.Templates;

/// <summary>What a template must have.</summary>
internal static class TemplateRules
{
    private const int LongestName = 100;

    public static TemplateDraft Check(TemplateDraft draft)
    {
        var (name, body) = (draft.Name.Trim(), draft.Body.Trim());
        if (name.Length is 0 or > LongestName || Storable.IsNot(name))
        {
            throw new RefusedException(Refusals.InvalidName, name.Length > LongestName ? "The name is too long: 100 characters at most." : "Enter a name.");
        }

        if (body.Length == 0 || Storable.IsNot(body))
        {
            throw new RefusedException(Refusals.EmptyMessage, "Write the text first.");
        }

        return body.Length <= SmsSegments.MaxLength
            ? draft with { Name = name, Body = body }
            : throw new RefusedException(Refusals.MessageTooLong, "The text is too long: 1,600 characters at most.");
    }
}
