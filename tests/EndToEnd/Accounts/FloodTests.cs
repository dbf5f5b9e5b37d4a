using System.Text.RegularExpressions;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Accounts;

/// <summary>In a house of its own: nobody gets in here for a while afterwards.</summary>
public sealed partial class FloodTests(House house) : IClassFixture<House>
{
    private static readonly FirstOwner Owner = new();

    [Fact]
    public async Task Hundreds_of_tries_are_few_and_a_stranger_is_refused_like_a_member()
    {
        foreach (var email in new[] { Owner.Email, "stranger@example.com" })
        {
            using var visitor = new BareVisitor(house.Silo.Address);
            var answers = new List<string>();
            for (var tried = 0; tried < 200; tried++)
            {
                answers.Add(Said().Match(await visitor.SignIn(email, "wrong")).Groups[1].Value);
            }

            Assert.All(answers.Take(5), answer => Assert.Equal("That email and password don&#x27;t match", answer));
            Assert.All(answers.Skip(5), answer => Assert.Equal("Too many tries", answer));
        }

        Assert.Equal(10, await house.Database.Count("select count(*) from audit_log where action = 'sign-in-failed'"));
        using var owner = new BareVisitor(house.Silo.Address);
        Assert.Contains("Too many tries", await owner.SignIn(Owner.Email, Owner.Password), StringComparison.Ordinal);
    }

    [GeneratedRegex("role=\"alert\".*?<b>(.*?)</b>", RegexOptions.Singleline)]
    private static partial Regex Said();
}
