using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class DeletingTests
{
    private static readonly DateTimeOffset Later = Some.Now.AddDays(31);
    private static readonly DateTimeOffset Before = Later.AddDays(-30);

    private Conversation _conversation = Some.Conversation(Some.Text(1, "hello"));

    [Fact]
    public void Old_texts_and_notes_lose_their_words_in_one_change_and_keep_all_else()
    {
        Do(_conversation.AddNote(new(Guid.NewGuid(), "he is angry", []), Some.User, Some.Now));
        var (text, note, head) = ((Message)_conversation.Newest[0], (Aside)_conversation.Newest[1], _conversation.Head!);

        var change = _conversation.DeleteTexts([2, 1, 2], Before, Later)!;
        Do(change);

        Assert.Equal([1, 2], change.Deleted!.Numbers);
        Assert.Equal([text with { Body = "", BodyDeletedAt = Later, Media = [] }, note with { Body = "", BodyDeletedAt = Later }], _conversation.Newest);
        Assert.Equal(head with { Version = head.Version + 1, Preview = "", TextsDeletedThrough = 2 }, _conversation.Head);
        Assert.True(_conversation.Head!.IsPreviewDeleted);
        Assert.Null(change.Entry);
    }

    [Fact]
    public void What_was_deleted_is_not_deleted_again()
    {
        Do(_conversation.DeleteTexts([1], Before, Later));

        Assert.Null(_conversation.DeleteTexts([1], Before, Later));
    }

    [Fact]
    public void What_is_not_old_enough_or_not_here_is_left()
    {
        Assert.Null(_conversation.DeleteTexts([1], Some.Now, Later));
        Assert.Null(_conversation.DeleteTexts([2, 0, -1], Before, Later));
        Assert.Null(new Conversation(Some.Id).DeleteTexts([1], Before, Later));
    }

    [Fact]
    public void The_next_text_is_shown_in_the_list_again()
    {
        Do(_conversation.DeleteTexts([1], Before, Later));
        Do(_conversation.Receive(Some.Text(2, "and now?"), Later));

        Assert.Equal(("and now?", false, 1), (_conversation.Head!.Preview, _conversation.Head.IsPreviewDeleted, _conversation.Head.TextsDeletedThrough));
    }

    [Fact]
    public void The_list_keeps_showing_a_newer_text()
    {
        Do(_conversation.Receive(Some.Text(2, "and now?"), Later));
        Do(_conversation.DeleteTexts([1, 2], Before, Later));

        Assert.Equal(("and now?", false), (_conversation.Head!.Preview, _conversation.Head.IsPreviewDeleted));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("in_doubt", false)]
    [InlineData("queued", true)]
    [InlineData("failed", true)]
    [InlineData("delivered", true)]
    public void What_still_waits_or_is_in_doubt_keeps_its_words(string? word, bool goes)
    {
        var message = Queue(Some.Draft("see you at 5"));
        if (word is not null)
        {
            Do(_conversation.Report(message, new DeliveryReport(message.Id, word, word == "in_doubt" ? null : Some.Sid(7), Attempt: 1), Some.Now));
        }

        Assert.Equal(goes, _conversation.DeleteTexts([2], Before, Later) is not null);
    }

    [Fact]
    public void A_scheduled_text_counts_from_its_time()
    {
        var message = Queue(Some.Draft("see you", sendAt: Before.AddHours(1)));
        Do(_conversation.Report(message, new DeliveryReport(message.Id, "delivered", Some.Sid(7), Attempt: 1), Before.AddHours(1)));

        Assert.Null(_conversation.DeleteTexts([2], Before, Later));
        Assert.NotNull(_conversation.DeleteTexts([2], Before.AddHours(2), Later));
    }

    [Fact]
    public void A_text_that_was_found_later_counts_from_when_it_was_found()
    {
        Do(_conversation.Receive(Some.Text(2, "found") with { CarrierDate = Some.Now.AddHours(-3) }, Before.AddHours(1)));

        Assert.Null(_conversation.DeleteTexts([2], Before, Later));
        Assert.NotNull(_conversation.DeleteTexts([2], Before.AddHours(2), Later));
    }

    [Fact]
    public void A_text_without_words_is_not_sent_again()
    {
        var message = Queue(Some.Draft("see you at 5"));
        Do(_conversation.Report(message, new DeliveryReport(message.Id, "failed", Some.Sid(7), ErrorCode: 30001, Attempt: 1), Some.Now));
        Assert.NotNull(_conversation.SendAgain(_conversation.Recent(message.Id)!, Later));

        Do(_conversation.DeleteTexts([2], Before, Later));

        var refused = Assert.Throws<RefusedException>(() => _conversation.SendAgain(_conversation.Recent(message.Id)!, Later));
        Assert.Equal(Refusals.NothingToSendAgain, refused.Code);
    }

    [Fact]
    public void A_report_that_comes_afterwards_brings_no_word_back()
    {
        var message = Queue(Some.Draft("see you at 5"));
        Do(_conversation.Report(message, new DeliveryReport(message.Id, "sent", Some.Sid(7), Attempt: 1), Some.Now));
        Do(_conversation.DeleteTexts([2], Before, Later));

        var change = _conversation.Report(_conversation.Recent(message.Id)!, new DeliveryReport(message.Id, "delivered", Some.Sid(7), Attempt: 1), Later)!;

        Assert.Equal((DeliveryStatus.Delivered, "", Later), (change.Message!.Status, change.Message.Body, change.Message.BodyDeletedAt));
        Assert.Equal("", change.Head.Preview);
    }

    [Fact]
    public void The_draft_of_a_deleted_text_is_known_by_what_is_left_of_it()
    {
        var draft = Some.Draft("see you at 5", media: "https://example.com/1");
        var message = Queue(draft);
        Do(_conversation.Report(message, new DeliveryReport(message.Id, "sent", Some.Sid(7), Attempt: 1), Some.Now));
        Do(_conversation.DeleteTexts([2], Before, Later));
        var deleted = _conversation.Recent(message.Id)!;

        Assert.True(DraftRules.IsSame(deleted, draft));
        Assert.False(DraftRules.IsSame(deleted, draft with { Contact = "+447700900999" }));
    }

    private Message Queue(Draft draft)
    {
        Do(_conversation.Queue(draft, Some.Now));
        return _conversation.Recent(draft.MessageId)!;
    }

    private void Do(ConversationChange? change) => _conversation = _conversation.Apply(change!);
}
