using Microsoft.Extensions.Logging;
using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Members;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Live;

/// <summary>
/// Takes texts from the browser's outbox to the desk. The browser repeats a text until it sees it confirmed, and the desk
/// answers a repeat with the first message, so a lost connection neither loses nor doubles a text.
/// </summary>
internal sealed partial class Outgoing(IDesk desk, IColleagues colleagues, Drafts drafts, TimeProvider time, ILogger<Outgoing> logger)
{
    private const int ConfirmedKept = 50;
    private const int LongestHold = 10;

    private ImmutableHashSet<Guid> _inFlight = [];

    public event Action? Changed;

    /// <summary>What the browser gave became this message.</summary>
    public event Action<SendEventArgs, IEntry>? Sent;

    public ImmutableList<PendingText> Pending { get; private set; } = [];

    public ImmutableList<RefusedText> Refused { get; private set; } = [];

    /// <summary>Client ids the browser may forget.</summary>
    public ImmutableList<Guid> Settled { get; private set; } = [];

    /// <summary>A refusal is told until its conversation is left.</summary>
    public void Forget(string conv) => Refused = Refused.RemoveAll(text => text.Conv == conv);

    /// <summary>A text that was taken back: it goes into its composer again.</summary>
    public void PutBack(Message message)
    {
        Refused = Refused.Add(new(message.Id, message.ConversationId.ToString(), message.Body, Reason: null));
        Changed?.Invoke();
    }

    public async Task Take(SendEventArgs args)
    {
        if (!Guid.TryParse(args.ClientId, out var id) || _inFlight.Contains(id) || Settled.Contains(id))
        {
            return;
        }

        _inFlight = _inFlight.Add(id);
        Forget(args.Conv);
        if (!Pending.Exists(text => text.Id == id))
        {
            Pending = Pending.Add(new(id, args.Conv, args.Text, time.GetUtcNow(), IsNote(args)));
        }

        Changed?.Invoke();
        try
        {
            if (IsNote(args))
            {
                var note = await Note(id, args);
                Settle(id);
                Sent?.Invoke(args, note);
            }
            else
            {
                var taken = await desk.Send(await Address(id, args), CancellationToken.None);
                Settle(id);
                await drafts.Save(taken.Message.ConversationId, "");
                Sent?.Invoke(args, taken.Message);
            }
        }
        catch (RefusedException refusal)
        {
            Settle(id);
            Refused = Refused.Add(new(id, args.Conv, args.Text, RefusalWords.Of(refusal), IsNote(args)));
        }
        catch (Exception fault)
        {
            // Not refused, not durable: it stays pending, and the browser offers it again in a moment.
            LogNotTaken(logger, id, fault);
        }

        _inFlight = _inFlight.Remove(id);
        Changed?.Invoke();
    }

    private static bool IsNote(SendEventArgs args) => args.Mode == "note";

    private async Task<Aside> Note(Guid id, SendEventArgs args)
    {
        var none = new RefusedException(Refusals.ConversationNotFound, ConversationTexts.NotYours);
        if (!ConversationId.TryParse(args.Conv, null, out var conversation) || await desk.Row(conversation, CancellationToken.None) is not { } row)
        {
            throw none;
        }

        var called = Mentions.In(args.Text, await colleagues.On(row.Head.Line, CancellationToken.None));
        return await desk.AddNote(conversation, new(id, args.Text, called), CancellationToken.None) ?? throw none;
    }

    private async Task<Composed> Address(Guid id, SendEventArgs args)
    {
        if (!ConversationId.TryParse(args.Conv, null, out var conversation))
        {
            return Timed(new(id, args.From ?? "", args.To ?? "", args.Text), args);
        }

        var row = await desk.Row(conversation, CancellationToken.None)
            ?? throw new RefusedException(Refusals.ConversationNotFound, ConversationTexts.NotYours);
        return Timed(new(id, row.Head.Line, row.Head.Contact, args.Text, conversation), args);
    }

    private static Composed Timed(Composed text, SendEventArgs args) => args.SendAt is { } at
        ? text with { SendAt = at, CancelOnReply = args.CancelOnReply }
        : text with { Hold = TimeSpan.FromSeconds(Math.Clamp(args.Hold, 0, LongestHold)) };

    private void Settle(Guid id)
    {
        Pending = Pending.RemoveAll(text => text.Id == id);
        Settled = [.. Settled.Add(id).TakeLast(ConfirmedKept)];
    }

    [LoggerMessage(LogLevel.Error, "Message {Message} could not be taken.")]
    private static partial void LogNotTaken(ILogger logger, Guid message, Exception fault);
}
