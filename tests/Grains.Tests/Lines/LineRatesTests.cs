using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OrleansSms.Grains.Lines;

namespace OrleansSms.Grains.Tests.Lines;

public sealed class LineRatesTests
{
    [Theory]
    [InlineData("+14155550100", 1)] // United States
    [InlineData("+16135550100", 1)] // Canada
    [InlineData("+18885550100", 3)]
    [InlineData("+447700900001", 10)]
    [InlineData("+498001234567", 10)] // toll-free, but not of North America
    [InlineData("72345", 100)]
    public void Unless_told_otherwise_the_kind_of_number_decides(string line, double rate) =>
        Assert.Equal(rate, Rates(new()).Of(line).SegmentsPerSecond);

    [Fact]
    public void A_lines_own_rate_goes_before_that_for_all_and_that_before_its_kind()
    {
        var options = new LineOptions { SegmentsPerSecond = 7, Burst = 4, Rates = { ["+14155550100"] = 12, ["18885550100"] = 40 } };

        Assert.Equal(new(12, 4), Rates(options).Of("+14155550100"));
        Assert.Equal(new(40, 4), Rates(options).Of("+18885550100"));
        Assert.Equal(new(7, 4), Rates(options).Of("+14155550101"));
    }

    [Fact]
    public void What_cannot_be_meant_is_refused_and_the_key_named()
    {
        Assert.Equal(
            [
                "Lines:Rates:front desk does not name a number: write it like +14155550100.",
                "Lines:Rates:+14155550100 must be between 0.01 and 10000 segments per second.",
                "Lines:Rates names one number twice: +14155550100 and 14155550100.",
            ],
            Problems(new() { Rates = { ["front desk"] = 1, ["+14155550100"] = 0, ["14155550100"] = 5 } }));
        Assert.Equal(["Lines:SegmentsPerSecond must be between 0.01 and 10000."], Problems(new() { SegmentsPerSecond = 0 }));
        Assert.Empty(Problems(new()));
    }

    private static LineRates Rates(LineOptions options) => new(Options.Create(options));

    private static IEnumerable<string?> Problems(LineOptions options)
    {
        var problems = new List<ValidationResult>();
        Validator.TryValidateObject(options, new(options), problems, validateAllProperties: true);
        return problems.Select(problem => problem.ErrorMessage);
    }
}
