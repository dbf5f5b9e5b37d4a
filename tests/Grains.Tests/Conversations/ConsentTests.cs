using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class ConsentTests
{
    [Theory]
    [InlineData("STOP")]
    [InlineData("stop")]
    [InlineData("  Stop \n")]
    [InlineData("STOPALL")]
    [InlineData("UNSUBSCRIBE")]
    [InlineData("CANCEL")]
    [InlineData("END")]
    [InlineData("QUIT")]
    [InlineData("REVOKE")]
    [InlineData("OPTOUT")]
    public void One_keyword_alone_stops_everything_that_would_be_sent(string body)
    {
        var conversation = Some.Conversation(Some.Text(1, body));

        Assert.True(conversation.Head!.OptedOut);
        Assert.Equal(1, conversation.Head.SmsCount);
        Assert.Equal(Refusals.OptedOut, Assert.Throws<RefusedException>(() => conversation.Queue(Some.Draft(), Some.Now)).Code);
    }

    [Theory]
    [InlineData("STOP please")]
    [InlineData("don't stop")]
    [InlineData("STOP.")]
    [InlineData("HELP")]
    [InlineData("INFO")]
    [InlineData("")]
    public void A_text_that_is_more_than_a_keyword_says_nothing_about_consent(string body) =>
        Assert.False(Some.Conversation(Some.Text(1, body)).Head!.OptedOut);

    [Theory]
    [InlineData("START")]
    [InlineData(" unstop ")]
    [InlineData("Yes")]
    public void Who_opted_out_can_opt_in_again(string body)
    {
        var conversation = Some.Conversation(Some.Text(1, "STOP"), Some.Text(2, body));

        Assert.False(conversation.Head!.OptedOut);
        Assert.NotNull(conversation.Queue(Some.Draft(), Some.Now));
    }

    [Fact]
    public void Yes_is_an_everyday_answer_to_everyone_else()
    {
        Assert.Null(OptOutKeywords.Read(Some.Text(1, "YES"), optedOut: false));
        Assert.False(OptOutKeywords.Read(Some.Text(1, "YES"), optedOut: true));
    }

    [Fact]
    public void The_carriers_own_classification_wins_over_the_text()
    {
        Assert.True(OptOutKeywords.Read(Some.Text(1, "arrêt", "STOP"), optedOut: false));
        Assert.False(OptOutKeywords.Read(Some.Text(1, "oui", "START"), optedOut: true));
        Assert.Null(OptOutKeywords.Read(Some.Text(1, "STOP", "HELP"), optedOut: false));
    }

    [Fact]
    public void Consent_outlives_ordinary_texts_and_states()
    {
        var conversation = Some.Conversation(Some.Text(1, "STOP"), Some.Text(2, "why do you still write?"));
        conversation = conversation.Apply(conversation.SetState(ConversationState.Done, Some.Deed())!);

        Assert.True(conversation.Head!.OptedOut);
    }
}
