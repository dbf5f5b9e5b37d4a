using OrleansSms.Conversations;
using OrleansSms.Members;
using OrleansSms.Web.Live;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests.Live;

public sealed class AlertLogTests
{
    private readonly AlertLog _log = new(Some.Noon);

    [Fact]
    public void The_same_thing_is_told_once()
    {
        Assert.True(Add("a", 1));
        Assert.False(Add("a", 2));
        Assert.Single(_log.Shown);
    }

    [Fact]
    public void What_came_since_is_counted_by_messages_conversations_and_mentions()
    {
        Add("a", 1);
        Add("b", 5, conversation: 2);
        Add("c", 6, conversation: 2, kind: AlertKind.Mine);
        Add("d", 7, conversation: 3);
        Add("e", 8, conversation: 4, kind: AlertKind.Mentioned);
        Add("f", 9, conversation: 5, kind: AlertKind.Failed);

        Assert.Equal(new(3, 2, 1), _log.From(Some.Noon.AddMinutes(5)));
        Assert.True(_log.From(Some.Noon.AddMinutes(10))!.IsQuiet);
    }

    [Fact]
    public void A_time_that_was_not_seen_whole_is_not_counted()
    {
        Assert.Null(_log.From(Some.Noon.AddMinutes(-1)));
        _log.Miss(Some.Noon.AddMinutes(5));
        Assert.Null(_log.From(Some.Noon.AddMinutes(4)));
        Assert.NotNull(_log.From(Some.Noon.AddMinutes(5)));
    }

    [Fact]
    public void Only_the_newest_are_shown_and_what_is_forgotten_is_not_pretended_to_be_known()
    {
        for (var i = 0; i < 2005; i++)
        {
            Add($"{i}", i);
        }

        Assert.Equal("2004", _log.Shown[^1].Id);
        Assert.InRange(_log.Shown.Count, 1, 20);
        Assert.Null(_log.From(Some.Noon.AddMinutes(1)));
        Assert.Equal(1000, _log.From(Some.Noon.AddMinutes(1005))!.Messages);
    }

    [Theory]
    [InlineData("12 new messages in 4 conversations, 1 mention", 12, 4, 1)]
    [InlineData("1 new message in 1 conversation", 1, 1, 0)]
    [InlineData("2 mentions", 0, 0, 2)]
    public void What_came_is_told_in_one_sentence(string words, int messages, int conversations, int mentions) =>
        Assert.Equal(words, AlertWords.Of(new Absence(messages, conversations, mentions)));

    private bool Add(string id, int minute, int conversation = 1, AlertKind kind = AlertKind.Unassigned) =>
        _log.Add(new(id, kind, Some.Id(conversation), "Maya", "hello"), Some.Noon.AddMinutes(minute));
}
