using OrleansSms.Conversations;
using Xunit;

namespace OrleansSms.TestKit.Conversations;

/// <summary>What every store promises of notes, events and what members have seen.</summary>
public abstract class TeamworkContract
{
    private readonly string _line = StoredThread.NewLine();

    protected abstract ConversationPorts Ports { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Notes_and_messages_share_their_numbers_and_come_back_in_order()
    {
        var thread = new StoredThread(Ports.Store, _line);
        await thread.Commit(thread.Inbound("one"));
        var note = thread.Note("Grüße 👩‍👩‍👧 \"quoted\"", mentions: [Guid.NewGuid(), Guid.NewGuid()]);
        await thread.Commit(note);
        await thread.Commit(thread.Outbound("three"));

        var page = await Ports.Store.Page(thread.Id, int.MaxValue, 50, Cancellation);
        Assert.Equal([1, 2, 3], page.Select(entry => entry.Number));
        Assert.Equal((2, 1), (page.OfType<Message>().Count(), page.OfType<Aside>().Count()));
        var stored = (Aside)page[1];
        Assert.Equal(note.Aside! with { Mentions = [] }, stored with { Mentions = [] });
        Assert.Equal(note.Aside!.Mentions, stored.Mentions);
        Assert.Equal([2, 3], (await Ports.Store.Page(thread.Id, int.MaxValue, 2, Cancellation)).Select(entry => entry.Number));
        Assert.Equal([1], (await Ports.Store.Page(thread.Id, 2, 2, Cancellation)).Select(entry => entry.Number));
        Assert.Equal(note.Aside!.Body, (await Ports.Store.FindNote(thread.Id, note.Aside!.Id, Cancellation))!.Body);
        Assert.Null(await Ports.Store.FindNote(new(Guid.NewGuid()), note.Aside!.Id, Cancellation));
    }

    [Fact]
    public async Task The_same_note_twice_is_written_once()
    {
        var thread = new StoredThread(Ports.Store, _line);
        await thread.Commit(thread.Inbound());
        var id = Guid.NewGuid();
        Assert.True(await thread.Commit(thread.Note(id: id)));

        Assert.False(await thread.Commit(thread.Note(id: id)));

        Assert.Equal(2, (await Ports.Store.Page(thread.Id, int.MaxValue, 50, Cancellation)).Length);
        Assert.Equal(thread.Head, await Ports.Store.Load(thread.Id, Cancellation));
    }

    [Fact]
    public async Task What_a_head_tells_of_the_team_comes_back()
    {
        var thread = new StoredThread(Ports.Store, _line);
        await thread.Commit(thread.Inbound());
        var change = thread.Note();
        var head = change.Head with
        {
            State = ConversationState.Snoozed, AssigneeId = Guid.NewGuid(), SnoozedUntil = StoredThread.Now.AddDays(2), Tags = TagSet.Of(["vip", "late payer"]),
            FailedCount = 3, SettledCount = 1, DoneThrough = 1,
        };
        await thread.Commit(change with { Head = head });

        Assert.Equal(head, await Ports.Store.Load(thread.Id, Cancellation));
    }

    [Fact]
    public async Task A_read_position_goes_forward_by_itself_and_back_on_purpose()
    {
        var (thread, user) = (new StoredThread(Ports.Store, _line), Guid.NewGuid());
        await thread.Commit(thread.Inbound());
        await thread.Commit(thread.Inbound());
        await thread.Commit(thread.Read(user, 2));
        await thread.Commit(thread.Read(user, 1));
        Assert.Equal([new(user, 2)], await Ports.Store.Readers(thread.Id, Cancellation));

        var change = thread.Read(user, 1);
        await thread.Commit(change with { Read = change.Read! with { Back = true } });
        Assert.Equal([new(user, 1, Back: true)], await Ports.Store.Readers(thread.Id, Cancellation));

        await thread.Commit(thread.Done() with { Unread = UnreadStep.Nobody });
        Assert.Equal([new(user, 1)], await Ports.Store.Readers(thread.Id, Cancellation));
    }
}
