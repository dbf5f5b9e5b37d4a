using OrleansSms.Postgres.Accounts;
using OrleansSms.Postgres.Accounts.Leaked;

namespace OrleansSms.Postgres.Tests.Accounts;

public sealed class GuessablePasswordTests
{
    [Theory]
    [InlineData("12345678")]
    [InlineData("password")]
    [InlineData("PassWord123")]
    [InlineData("QWERTYUIOP")]
    [InlineData("1qaz2wsx")]
    [InlineData("iloveyou1")]
    public void What_was_leaked_often_is_guessed_in_whatever_letters(string password) =>
        Assert.Equal("This password is on lists of leaked passwords. Choose another.", GuessablePassword.Why(password, "mona@example.com", "Mona"));

    [Theory]
    [InlineData("mona@example.com", "your e-mail address, or a part of it")]
    [InlineData("all of MONA.LISA is a secret", "your e-mail address, or a part of it")]
    [InlineData("xlisax and eight more", "your e-mail address, or a part of it")]
    [InlineData("gherardini-1503", "your name")]
    [InlineData("OrleansSms-2026", "the name of this product")]
    [InlineData("my orleans sms password", "the name of this product")]
    public void What_stands_on_the_badge_is_guessed(string password, string contained) => Assert.Equal(
        $"This password contains {contained}. Choose another.", GuessablePassword.Why(password, "mona.lisa@example.com", "Ms Gherardini"));

    [Theory]
    [InlineData("a few words are fine", "mona@example.com", "Mona")]
    [InlineData("correct horse battery", "owner@example.com", null)]
    [InlineData("some ann and jo in a longer one", "jo@example.com", "Ann Lu")]
    [InlineData("password of example", "mona@example.com", null)]
    [InlineData("0d1c72b6f0a94be35a61c2d8", null, null)]
    [InlineData("ключ от квартиры", "mona@example.com", "Мона")]
    public void Anything_else_will_do(string password, string? email, string? name) => Assert.Null(GuessablePassword.Why(password, email, name));

    [Fact]
    public void Who_has_short_names_only_does_not_use_both() => Assert.NotNull(GuessablePassword.Why("i am bo li here", "b@example.com", "Bo Li"));

    [Fact]
    public void The_list_holds_far_more_than_three_thousand_that_the_rule_of_length_would_take()
    {
        using var list = new StreamReader(typeof(GuessablePassword).Assembly.GetManifestResourceStream("leaked-passwords.txt")!);
        var all = list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.InRange(all.Length, 10_000, 100_000);
        Assert.All(all, one => Assert.True(one.Length >= 8 && LeakedPasswords.Have(one.ToUpperInvariant())));
        Assert.Equal(all.Order(StringComparer.Ordinal), all);
    }
}
