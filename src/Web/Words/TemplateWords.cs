using OrleansSms.Templates;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>What the variables of templates stand for, in words.</summary>
internal static class TemplateWords
{
    public static string Meaning(TemplateVariable variable) => variable.Name switch
    {
        "first_name" => TemplateTexts.VariableFirstName,
        "name" => TemplateTexts.VariableName,
        "company" => TemplateTexts.VariableCompany,
        "number" => TemplateTexts.VariableNumber,
        "my_name" => TemplateTexts.VariableMyName,
        "my_first_name" => TemplateTexts.VariableMyFirstName,
        "line" => TemplateTexts.VariableLine,
        "line_number" => TemplateTexts.VariableLineNumber,
        "date" => TemplateTexts.VariableDate,
        "weekday" => TemplateTexts.VariableWeekday,
        _ => variable.Meaning,
    };
}
