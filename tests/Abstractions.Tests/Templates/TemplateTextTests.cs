using OrleansSms.Templates;

namespace OrleansSms.Abstractions.Tests.Templates;

public sealed class TemplateTextTests
{
    private static readonly Dictionary<string, string?> Values = new() { ["first_name"] = "Maya", ["company"] = "", ["name"] = null, ["date"] = "18 November" };

    [Theory]
    [InlineData("Hi {{first_name}}, see you on {{ date }}.", "Hi Maya, see you on 18 November.")]
    [InlineData("Hi {{First_Name}}", "Hi Maya")]
    [InlineData("No variable { } {{", "No variable { } {{")]
    public void What_is_known_is_filled(string body, string text)
    {
        var filled = TemplateText.Fill(body, Values);

        Assert.Equal(text, filled.Text);
        Assert.Empty(filled.Missing);
    }

    [Fact]
    public void What_is_not_known_stays_marked_and_is_named_once()
    {
        var filled = TemplateText.Fill("{{name}} of {{company}}: {{ Order_Number }} {{order_number}}", Values);

        Assert.Equal("{{name}} of {{company}}: {{order_number}} {{order_number}}", filled.Text);
        Assert.Equal(["{{name}}", "{{company}}", "{{order_number}}"], filled.Missing);
    }

    [Fact]
    public void A_value_is_never_a_variable_itself() =>
        Assert.Equal("{first_name}}", TemplateText.Fill("{{name}}", new Dictionary<string, string?> { ["name"] = "{{first_name}}", ["first_name"] = "x" }).Text);

    [Fact]
    public void What_only_a_person_can_fill_is_told_while_it_is_written() =>
        Assert.Equal(["{{order_number}}"], TemplateText.Unknown("{{first_name}} {{order_number}} {{ORDER_NUMBER}}"));

    [Theory]
    [InlineData("Maya Okafor", "Maya")]
    [InlineData("  Dr. Maya Okafor ", "Maya")]
    [InlineData("Maya", "Maya")]
    [InlineData("Mrs", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_first_name_is_the_first_word_that_is_no_title(string? name, string? first) => Assert.Equal(first, TemplateText.FirstName(name));
}
