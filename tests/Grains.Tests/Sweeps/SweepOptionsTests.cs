using System.ComponentModel.DataAnnotations;
using System.Globalization;
using OrleansSms.Grains.Sweeps;

namespace OrleansSms.Grains.Tests.Sweeps;

public sealed class SweepOptionsTests
{
    [Fact]
    public void As_it_comes_it_is_valid() => Assert.Empty(Faults(new()));

    [Theory]
    [InlineData(nameof(SweepOptions.Every), "00:00:30")]
    [InlineData(nameof(SweepOptions.LookBack), "-01:00:00")]
    [InlineData(nameof(SweepOptions.LookBack), "3.00:00:00")]
    [InlineData(nameof(SweepOptions.FirstLookBack), "400.00:00:00")]
    [InlineData(nameof(SweepOptions.Grace), "02:00:00")]
    [InlineData(nameof(SweepOptions.StatusAfter), "4.00:00:00")]
    [InlineData(nameof(SweepOptions.PricesEvery), "00:00:00")]
    [InlineData(nameof(SweepOptions.PageSize), "1001")]
    [InlineData(nameof(SweepOptions.LinesAtOnce), "0")]
    [InlineData(nameof(SweepOptions.PricesAtOnce), "0")]
    public void What_cannot_work_is_refused_with_the_name_of_the_key(string key, string value)
    {
        var options = new SweepOptions();
        var property = typeof(SweepOptions).GetProperty(key)!;
        property.SetValue(options, property.PropertyType == typeof(int) ? int.Parse(value, CultureInfo.InvariantCulture) : TimeSpan.Parse(value, CultureInfo.InvariantCulture));

        Assert.Contains("Sweeps:" + key, Assert.Single(Faults(options)).ErrorMessage, StringComparison.Ordinal);
    }

    private static List<ValidationResult> Faults(SweepOptions options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new(options), faults, validateAllProperties: true);
        return faults;
    }
}
