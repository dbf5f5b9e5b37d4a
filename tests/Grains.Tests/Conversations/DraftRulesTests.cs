using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class DraftRulesTests
{
    private static readonly Draft Good = Some.Draft("hi", sendAt: Some.Now.AddHours(1), media: ["https://example.com/a.png"]);

    public static TheoryData<string, string> Bad => new()
    {
        { "", Refusals.EmptyMessage },
        { " \t\n\u00A0", Refusals.EmptyMessage },
        { new string('a', SmsSegments.MaxLength + 1), Refusals.MessageTooLong },
        { new string('a', SmsSegments.MaxLength - 1) + "\U0001F600", Refusals.MessageTooLong },
    };

    [Theory, MemberData(nameof(Bad))]
    public void A_body_that_cannot_be_sent_is_refused(string body, string code) => Assert.Equal(code, Refusal(Some.Draft(body)));

    [Fact]
    public void The_longest_text_is_taken() => Assert.Null(Refusal(Some.Draft(new string('a', SmsSegments.MaxLength))));

    [Fact]
    public void A_picture_needs_no_words() => Assert.Null(Refusal(Some.Draft("", media: ["https://example.com/a.png"])));

    [Fact]
    public void Ten_files_are_taken_and_eleven_are_not()
    {
        Assert.Null(Refusal(Some.Draft(media: [.. Files(10)])));
        Assert.Equal(Refusals.TooManyMedia, Refusal(Some.Draft(media: [.. Files(11)])));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData((365 * 24 * 3600) + 1)]
    public void A_time_to_send_in_the_past_or_after_a_year_is_refused(int seconds) =>
        Assert.Equal(Refusals.InvalidSendTime, Refusal(Some.Draft(sendAt: Some.Now.AddSeconds(seconds))));

    [Fact]
    public void A_time_to_send_within_a_year_is_taken()
    {
        Assert.Null(Refusal(Some.Draft(sendAt: Some.Now.AddSeconds(1))));
        Assert.Null(Refusal(Some.Draft(sendAt: Some.Now.AddDays(365))));
    }

    [Fact]
    public void Nobody_texts_their_own_line() => Assert.Equal(Refusals.SameNumber, Refusal(Some.Draft(contact: Some.Line)));

    [Fact]
    public void A_message_in_its_draft_is_the_same()
    {
        Assert.True(DraftRules.IsSame(new Conversation(Some.Id).Queue(Good, Some.Now).Message!, Good));
    }

    [Fact]
    public void Anything_else_in_the_draft_makes_it_another()
    {
        var message = new Conversation(Some.Id).Queue(Good, Some.Now).Message!;

        Assert.All(
            [
                Good with { Body = "Hi" }, Good with { Line = "+447700900002" }, Good with { Contact = "+447700900227" }, Good with { UserId = Guid.NewGuid() },
                Good with { SendAt = null }, Good with { MediaUrls = [] }, Good with { MediaUrls = ["https://example.com/b.png"] },
            ],
            other => Assert.False(DraftRules.IsSame(message, other)));
    }

    private static string? Refusal(Draft draft) =>
        (Record.Exception(() => new Conversation(Some.Id).Queue(draft, Some.Now)) as RefusedException)?.Code;

    private static IEnumerable<string> Files(int count) => Enumerable.Range(1, count).Select(number => $"https://example.com/{number}.png");
}
