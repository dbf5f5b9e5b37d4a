using OrleansSms.Audit;

namespace OrleansSms.Abstractions.Tests.Audit;

public sealed class AuditTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void Every_action_has_a_group_and_a_word_of_its_own()
    {
        var actions = typeof(AuditActions).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToList();

        Assert.Equal(actions.Count, actions.Distinct().Count());
        Assert.All(actions, action => Assert.True(AuditGroups.Of(action) is not null, $"{action} has no group in AuditGroups."));
        Assert.Equal(actions.Order(), Enum.GetValues<AuditGroup>().SelectMany(group => AuditGroups.ActionsOf(group)).Order());
    }

    [Fact]
    public void A_seal_is_read_as_it_is_told() => Assert.Equal(new(12_345, Hash), AuditSeal.Parse(new AuditSeal(12_345, Hash).ToString()));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("17")]
    [InlineData("0:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("-1:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("17:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaag")]
    [InlineData("17:aaaa:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void What_is_no_seal_is_none(string? text) => Assert.Null(AuditSeal.Parse(text));
}
