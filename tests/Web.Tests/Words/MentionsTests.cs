using System.Collections.Immutable;
using OrleansSms.Members;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests.Words;

public sealed class MentionsTests
{
    private static readonly ImmutableArray<Colleague> Team =
    [
        new(Guid.Parse("00000000-0000-0000-0000-000000000001"), "Dana Price", Active: true),
        new(Guid.Parse("00000000-0000-0000-0000-000000000002"), "Sam Ito", Active: true),
        new(Guid.Parse("00000000-0000-0000-0000-000000000003"), "Sam Weller", Active: true),
        new(Guid.Parse("00000000-0000-0000-0000-000000000004"), "", Active: true),
    ];

    [Theory]
    [InlineData("@Dana please look", "1")]
    [InlineData("(@dana price), and @sam weller!", "1 3")]
    [InlineData("@Sam, one of you", "")]
    [InlineData("mail dana@price.example or @Danae", "")]
    [InlineData("nobody", "")]
    [InlineData("@", "")]
    public void Who_is_called_by_a_name_that_means_one_of_them_is_called(string text, string called) =>
        Assert.Equal(called, string.Join(' ', Mentions.In(text, Team).Select(id => id.ToString()[^1])));
}
