using CsCheck;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;
using OrleansSms.PhoneNumbers;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class ConversationIdsTests
{
    private static readonly ConversationIds Ids = new(new FakeInstallation(1));

    [Fact]
    public void The_same_two_numbers_are_the_same_conversation_after_every_restart() => Assert.Equal(
        Ids.For(Some.Line, Some.Contact), new ConversationIds(new FakeInstallation(1)).For(Some.Line, Some.Contact));

    [Fact]
    public void Another_installation_has_other_ids() => Assert.NotEqual(
        Ids.For(Some.Line, Some.Contact), new ConversationIds(new FakeInstallation(2)).For(Some.Line, Some.Contact));

    [Fact]
    public void The_two_numbers_are_not_exchangeable() =>
        Assert.NotEqual(Ids.For(Some.Line, Some.Contact), Ids.For(Some.Contact, Some.Line));

    [Fact]
    public void Every_id_says_that_it_is_a_custom_uuid() => Gen.Select(Gen.String, Gen.String).Sample((line, contact) =>
    {
        var id = Ids.For(line, contact).Value;

        Assert.Equal(8, id.Version);
        Assert.Equal(0b10, id.Variant >> 2);
    });

    [Theory]
    [InlineData("+447700900226")]
    [InlineData("+44 7700 900226")]
    [InlineData(" +44 (0)7700-900-226 ")]
    [InlineData("tel:+44-7700-900226")]
    public void However_a_number_is_spelt_it_is_one_conversation(string spelling) =>
        Assert.Equal(Ids.For(Some.Line, Some.Contact), Ids.For(Some.Line, PhoneNumber.Canonical(spelling)));

    [Fact]
    public void Different_pairs_have_different_ids() => Assert.Equal(10_000, Enumerable.Range(0, 10_000)
        .Select(number => Ids.For($"+1415555{number / 100:0000}", $"+4477009{number % 100:00000}")).Distinct().Count());

    [Fact]
    public void An_idempotency_key_is_a_message_of_its_member_alone()
    {
        Assert.Equal(Ids.MessageFor(Some.User, "key"), Ids.MessageFor(Some.User, "key"));
        Assert.NotEqual(Ids.MessageFor(Some.User, "key"), Ids.MessageFor(Some.User, "Key"));
        Assert.NotEqual(Ids.MessageFor(Some.User, "key"), Ids.MessageFor(Guid.Empty, "key"));
    }
}
