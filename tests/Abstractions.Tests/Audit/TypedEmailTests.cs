using OrleansSms.Audit;

namespace OrleansSms.Abstractions.Tests.Audit;

public sealed class TypedEmailTests
{
    [Theory]
    [InlineData("jane@example.com", "j…@example.com")]
    [InlineData("  jane@example.com ", "j…@example.com")]
    [InlineData("👩‍🚒x@example.com", "👩‍🚒…@example.com")]
    // What is no address may be a password in the wrong field.
    [InlineData("correct horse battery", "… (21 characters)")]
    [InlineData("p@ssword", "… (8 characters)")]
    [InlineData("p@ss word.", "… (10 characters)")]
    [InlineData("@example.com", "… (12 characters)")]
    [InlineData("", "… (0 characters)")]
    [InlineData("a@b.c\r\nfake: row", "… (16 characters)")]
    public void No_more_is_kept_than_tells_one_try_from_another(string typed, string kept) => Assert.Equal(kept, TypedEmail.Masked(typed));

    [Fact]
    public void A_very_long_one_is_not_kept() => Assert.Equal("… (30005 characters)", TypedEmail.Masked("a@" + new string('b', 30_000) + ".de"));
}
