using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansSms.Web.Tests;

/// <summary>Every pair of colours in use is readable, in both themes; a new pair is added here first.</summary>
public sealed partial class PaletteTests
{
    private const double Text = 4.5;
    private const double Shape = 3;

    private static readonly Dictionary<string, (string Light, string Dark)> Tokens = Token()
        .Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "app.css")))
        .ToDictionary(match => match.Groups[1].Value, match => (match.Groups[2].Value, match.Groups[3].Value));

    [Theory]
    [InlineData("text", "bg surface surface-2 sunken in accent-soft danger-soft warn-soft", Text)]
    [InlineData("text-2", "bg surface surface-2 sunken accent-soft", Text)]
    [InlineData("text-3", "bg surface surface-2 sunken accent-soft in", Text)]
    [InlineData("accent", "bg surface surface-2 accent-soft", Text)]
    [InlineData("danger", "bg surface danger-soft", Text)]
    [InlineData("warn", "bg surface surface-2 accent-soft warn-soft", Text)]
    [InlineData("ok", "bg surface ok-soft", Text)]
    [InlineData("on-accent", "accent accent-hover", Text)]
    [InlineData("out-text", "out", Text)]
    [InlineData("rail-text", "rail rail-active", Text)]
    [InlineData("surface", "text danger", Text)]
    [InlineData("line-strong", "surface bg", Shape)]
    [InlineData("focus", "surface bg surface-2 accent-soft", Shape)]
    [InlineData("av0-text", "av0", Text)]
    [InlineData("av1-text", "av1", Text)]
    [InlineData("av2-text", "av2", Text)]
    [InlineData("av3-text", "av3", Text)]
    [InlineData("av4-text", "av4", Text)]
    [InlineData("av5-text", "av5", Text)]
    public void A_colour_is_readable_on_what_it_stands_on(string colour, string grounds, double least)
    {
        foreach (var ground in grounds.Split(' '))
        {
            Assert.InRange(Contrast(Tokens[colour].Light, Tokens[ground].Light), least, 21);
            Assert.InRange(Contrast(Tokens[colour].Dark, Tokens[ground].Dark), least, 21);
        }
    }

    private static double Contrast(string one, string other)
    {
        double[] light = [Luminance(one), Luminance(other)];
        return (light.Max() + .05) / (light.Min() + .05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= .03928 ? value / 12.92 : Math.Pow((value + .055) / 1.055, 2.4);
        }

        return (.2126 * Channel(0)) + (.7152 * Channel(2)) + (.0722 * Channel(4));
    }

    [GeneratedRegex(@"--([\w-]+): light-dark\(#(\w{6}), #(\w{6})\)")]
    private static partial Regex Token();
}
