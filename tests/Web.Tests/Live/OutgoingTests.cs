using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Conversations;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Tests.Live;

public sealed class OutgoingTests
{
    private readonly DeskDouble _desk = new();
    private readonly Outgoing _outgoing;
    private readonly Guid _client = Guid.NewGuid();
    private readonly ColleaguesDouble _colleagues = new();

    public OutgoingTests()
    {
        var member = new Member(new SignedIn(), _desk, new FirstPaint());
        // Nothing was typed before, so the drafts ask no grain.
        var drafts = new Drafts(null!, null!, member, new FirstPaint(), NullLogger<Drafts>.Instance);
        _outgoing = new(_desk, _colleagues, drafts, Some.Time, NullLogger<Outgoing>.Instance);
    }

    [Fact]
    public async Task A_text_is_pending_until_it_is_durable_and_then_settled()
    {
        var seen = new List<(int Pending, int Settled)>();
        _outgoing.Changed += () => seen.Add((_outgoing.Pending.Count, _outgoing.Settled.Count));
        await _outgoing.Take(Text("hello"));
        Assert.Equal([(1, 0), (0, 1)], seen);
        Assert.Equal(_client, Assert.Single(_desk.Sent).MessageId);
    }

    [Fact]
    public async Task A_text_is_held_for_as_long_as_its_writer_chose_and_no_longer_than_a_moment()
    {
        await _outgoing.Take(With(args => args.Hold = 5));
        await _outgoing.Take(With(args => args.Hold = 3600));
        await _outgoing.Take(With(args => (args.Hold, args.SendAt, args.CancelOnReply) = (5, Some.Noon.AddDays(1), true)));

        Assert.Equal(
            [(TimeSpan.FromSeconds(5), null, false), (TimeSpan.FromSeconds(10), null, false), (TimeSpan.Zero, Some.Noon.AddDays(1), true)],
            _desk.Sent.Select(sent => (sent.Hold, sent.SendAt, sent.CancelOnReply)));
    }

    [Fact]
    public async Task A_note_goes_to_the_team_and_never_to_the_contact()
    {
        _colleagues.Known = [new(Some.Me, "Dana Price", Active: true)];
        await _outgoing.Take(With(args => (args.Mode, args.Text) = ("note", "@dana please call")));

        Assert.Empty(_desk.Sent);
        Assert.Equal(("@dana please call", Some.Me), (Assert.Single(_desk.Notes).Body, Assert.Single(_desk.Notes[0].Mentions)));
        Assert.Single(_outgoing.Settled);
    }

    [Fact]
    public void What_was_taken_back_goes_back_into_its_composer_without_a_complaint()
    {
        var message = Some.Out(4, body: "oops");
        _outgoing.PutBack(message);

        Assert.Equal(new(message.Id, Some.Conversation.ToString(), "oops", null), Assert.Single(_outgoing.Refused));
    }

    [Fact]
    public async Task The_same_text_again_is_sent_once()
    {
        await _outgoing.Take(Text("hello"));
        await _outgoing.Take(Text("hello"));
        Assert.Single(_desk.Sent);
    }

    [Fact]
    public async Task A_refusal_gives_the_text_back_with_the_reason()
    {
        _desk.Refuses = _ => new RefusedException(Refusals.OptedOut, "This person opted out.");
        await _outgoing.Take(Text("hello"));

        Assert.Equal(new(_client, Some.Conversation.ToString(), "hello", "This person opted out."), Assert.Single(_outgoing.Refused));
        Assert.Empty(_outgoing.Pending);
        Assert.Equal([_client], _outgoing.Settled);
    }

    [Fact]
    public async Task A_fault_keeps_it_pending_and_the_next_try_sends_it()
    {
        _desk.Refuses = _ => new TimeoutException();
        await _outgoing.Take(Text("hello"));
        Assert.Single(_outgoing.Pending);
        Assert.Empty(_outgoing.Settled);

        _desk.Refuses = _ => null;
        await _outgoing.Take(Text("hello"));
        Assert.Empty(_outgoing.Pending);
        Assert.Equal([_client], _outgoing.Settled);
    }

    [Fact]
    public async Task A_conversation_that_is_not_mine_refuses()
    {
        await _outgoing.Take(new() { ClientId = _client.ToString(), Conv = Some.Id(9).ToString(), Text = "hello" });
        Assert.Single(_outgoing.Refused);
        Assert.Empty(_desk.Sent);
    }

    [Fact]
    public async Task A_new_conversation_is_sent_to_the_number_as_it_was_typed()
    {
        await _outgoing.Take(new() { ClientId = _client.ToString(), Conv = "new", Text = "hello", From = Some.Line, To = "07700 900226" });
        Assert.Equal((Some.Line, "07700 900226", (ConversationId?)null), (_desk.Sent[0].From, _desk.Sent[0].To, _desk.Sent[0].ConversationId));
    }

    [Fact]
    public async Task An_id_that_is_no_id_is_ignored()
    {
        await _outgoing.Take(new() { ClientId = "x", Conv = Some.Conversation.ToString(), Text = "hello" });
        Assert.Empty(_desk.Sent);
    }

    private SendEventArgs Text(string text) => new() { ClientId = _client.ToString(), Conv = Some.Conversation.ToString(), Text = text };

    private static SendEventArgs With(Action<SendEventArgs> more)
    {
        var args = new SendEventArgs { Conv = Some.Conversation.ToString(), Text = "hello", ClientId = Guid.NewGuid().ToString() };
        more(args);
        return args;
    }
}
