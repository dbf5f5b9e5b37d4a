using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace OrleansSms.Templates;

/// <summary>Fills the variables of a template. What is not known stays as it is, for a person to fill in.</summary>
public static partial class TemplateText
{
    /// <summary>Those that can be filled, and what stands for each.</summary>
    public static readonly ImmutableArray<TemplateVariable> Variables =
    [
        new("first_name", "First name of the contact"),
        new("name", "Name of the contact"),
        new("company", "Company of the contact"),
        new("number", "Number of the contact"),
        new("my_name", "Your name"),
        new("my_first_name", "Your first name"),
        new("line", "Name of the line"),
        new("line_number", "Number of the line"),
        new("date", "Today's date"),
        new("weekday", "Today's weekday"),
    ];

    /// <param name="values">By name; null or empty: not known.</param>
    public static FilledTemplate Fill(string body, IReadOnlyDictionary<string, string?> values)
    {
        var missing = ImmutableArray.CreateBuilder<string>();
        var text = Variable().Replace(body, found =>
        {
            var name = found.Groups[1].Value.ToLowerInvariant();
            if (values.GetValueOrDefault(name) is { Length: > 0 } value)
            {
                // A value never becomes a variable itself.
                return value.Replace("{{", "{", StringComparison.Ordinal);
            }

            var marked = "{{" + name + "}}";
            if (!missing.Contains(marked))
            {
                missing.Add(marked);
            }

            return marked;
        });
        return new(text, missing.ToImmutable());
    }

    /// <summary>Variables that nobody but the writer can fill, as they stand in the text.</summary>
    public static ImmutableArray<string> Unknown(string body) => [.. Variable().Matches(body)
        .Select(found => found.Groups[1].Value.ToLowerInvariant())
        .Where(name => !Variables.Any(known => known.Name == name))
        .Distinct().Select(name => "{{" + name + "}}")];

    /// <summary>The first of the words of a name, without a title; null for none.</summary>
    public static string? FirstName(string? name) =>
        name?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault(word => !Title().IsMatch(word));

    [GeneratedRegex(@"\{\{\s*([\w.]+)\s*\}\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(mr|mrs|ms|miss|mx|dr|prof|herr|frau|sir)\.?$", RegexOptions.IgnoreCase)]
    private static partial Regex Title();
}

/// <summary>A variable that can be filled.</summary>
public sealed record TemplateVariable(string Name, string Meaning);

/// <summary>A template as it would be sent.</summary>
/// <param name="Missing">What is still to be filled in, as it stands in the text.</param>
public sealed record FilledTemplate(string Text, ImmutableArray<string> Missing);
