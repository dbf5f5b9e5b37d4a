using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Tests.Lines;

public sealed class CandidatesTests
{
    [Fact]
    public void The_record_of_the_same_text_is_the_message()
    {
        var doubt = Doubt();

        var found = Match([doubt], [Record(1, "other"), Record(2)]);

        Assert.Equal([(doubt.MessageId, Some.Sid(2))], Found(found));
        Assert.Empty(found.Surplus);
    }

    [Theory]
    [InlineData(-60, true)]
    [InlineData(-61, false)]
    [InlineData(600, true)]
    public void A_record_may_be_a_minute_older_than_the_try_and_no_more(int seconds, bool isIt) =>
        Assert.Equal(isIt, !Match([Doubt()], [Record(1, seconds: seconds)]).Found.IsEmpty);

    [Fact]
    public void What_came_in_what_has_another_number_of_files_and_what_is_known_is_not_it()
    {
        Assert.Empty(Match([Doubt()], [Record(1) with { Direction = Direction.Inbound }]).Found);
        Assert.Empty(Match([Doubt()], [Record(1) with { MediaCount = 1 }]).Found);
        Assert.Single(Match([Doubt() with { MediaCount = 2 }], [Record(1) with { MediaCount = 2 }]).Found);
        Assert.Empty(Match([Doubt()], [Record(1)], known: Some.Sid(1)).Found);
    }

    [Fact]
    public void Of_several_the_earliest_is_it_and_the_others_are_surplus()
    {
        var doubt = Doubt();

        var found = Match([doubt], [Record(3, seconds: 9), Record(1, seconds: 5), Record(2, seconds: 5)]);

        Assert.Equal([(doubt.MessageId, Some.Sid(1))], Found(found));
        Assert.Equal([Some.Sid(2), Some.Sid(3)], found.Surplus.Select(pair => pair.Record.MessageSid));
    }

    [Fact]
    public void Equal_texts_in_doubt_are_given_a_record_each_in_the_order_they_were_tried()
    {
        var (first, second, third) = (Doubt(), Doubt(seconds: 10), Doubt(seconds: 20));

        var found = Match([third, first, second], [Record(2, seconds: 11), Record(1, seconds: 1)]);

        Assert.Equal([(first.MessageId, Some.Sid(1)), (second.MessageId, Some.Sid(2))], Found(found));
        Assert.Empty(found.Surplus);
    }

    [Fact]
    public void What_is_under_way_keeps_its_record_from_the_others_and_tells_of_it_itself()
    {
        var (doubt, underWay) = (Doubt(), Doubt(seconds: 30) with { IsUnderWay = true });

        var found = Match([doubt, underWay], [Record(1, seconds: 0), Record(2, seconds: 30)]);

        Assert.Equal([(doubt.MessageId, Some.Sid(1))], Found(found));
        Assert.Empty(found.Surplus);
        Assert.Empty(Match([underWay], [Record(2, seconds: 30), Record(3, seconds: 31)]).Surplus);
    }

    [Fact]
    public void A_record_that_is_listed_on_two_pages_is_one() =>
        Assert.Empty(Match([Doubt()], [Record(1), Record(1)]).Surplus);

    private static Candidates Match(ImmutableArray<Doubt> doubts, IEnumerable<CarrierRecord> records, params ImmutableHashSet<string> known) =>
        Candidates.Match(new(doubts, known), records);

    private static IEnumerable<(Guid, string)> Found(Candidates candidates) => candidates.Found.Select(pair => (pair.Doubt.MessageId, pair.Record.MessageSid));

    private static Doubt Doubt(int seconds = 0) =>
        new(Guid.NewGuid(), Some.Id, Some.Line, Some.Contact, "hi", 0, 1, Some.Now.AddSeconds(seconds), 0, IsUnderWay: false);

    private static CarrierRecord Record(int sid, string body = "hi", int seconds = 0) => Some.Record(sid, body, Some.Now.AddSeconds(seconds));
}
