using System.ComponentModel.DataAnnotations;
using System.Globalization;
using OrleansSms.Grains.Lines;

namespace OrleansSms.Grains.Tests.Lines;

public sealed class LineOptionsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("0.1")]
    [InlineData("0.1 0.2 86400")]
    public void Look_ups_have_ever_later_times(string seconds) => Assert.Empty(Problems(seconds));

    [Theory]
    [InlineData("0.09")]
    [InlineData("-1")]
    [InlineData("60 15")]
    [InlineData("15 15")]
    [InlineData("15 86401")]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21")]
    public void What_is_no_such_list_is_named_by_its_key(string seconds) =>
        Assert.Contains("Lines:LookUpAfter", Assert.Single(Problems(seconds)).ErrorMessage, StringComparison.Ordinal);

    [Fact]
    public void Without_a_list_of_its_own_a_line_looks_up_four_times_in_ten_minutes() =>
        Assert.Equal([15, 60, 180, 600], new LineOptions().LookUps.Select(time => time.TotalSeconds));

    private static List<ValidationResult> Problems(string seconds)
    {
        var options = new LineOptions { LookUpAfter = [.. seconds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture)))] };
        var problems = new List<ValidationResult>();
        Validator.TryValidateObject(options, new(options), problems, validateAllProperties: true);
        return problems;
    }
}
