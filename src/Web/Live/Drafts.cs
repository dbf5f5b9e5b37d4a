using Microsoft.Extensions.Logging;
using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Members;

namespace OrleansSms.Web.Live;

/// <summary>What the member typed and has not sent, kept by the member's grain.</summary>
internal sealed partial class Drafts(IGrainFactory grains, ICallers callers, Member member, FirstPaint paint, ILogger<Drafts> logger)
{
    private ImmutableDictionary<ConversationId, string> _texts = ImmutableDictionary<ConversationId, string>.Empty;
    private Task? _loading;

    public event Action? Changed;

    public Task Load(bool interactive) => _loading ??= Read(interactive);

    public string? Of(ConversationId id) => _texts.GetValueOrDefault(id);

    public async Task Save(ConversationId id, string text)
    {
        var kept = text.Length > SmsSegments.MaxLength ? text[..SmsSegments.MaxLength] : text;
        if ((Of(id) ?? "") == kept)
        {
            return;
        }

        _texts = string.IsNullOrWhiteSpace(kept) ? _texts.Remove(id) : _texts.SetItem(id, kept);
        Changed?.Invoke();
        try
        {
            await Mine().SaveDraft(id, kept);
        }
        catch (Exception fault)
        {
            // The browser keeps the text too; typing must go on.
            LogNotKept(logger, id, fault);
        }
    }

    private IMemberGrain Mine()
    {
        CallerContext.Set(callers.Current);
        return grains.GetGrain<IMemberGrain>(MemberKey.For(member.Id));
    }

    private async Task Read(bool interactive)
    {
        try
        {
            _texts = (await paint.Get($"{member.Id}/drafts", interactive, () => Mine().Drafts())).Value;
        }
        catch (Exception fault)
        {
            // Reading and answering work without drafts.
            LogUnknown(logger, fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The drafts could not be read.")]
    private static partial void LogUnknown(ILogger logger, Exception fault);

    [LoggerMessage(LogLevel.Warning, "The draft of conversation {Conversation} could not be kept.")]
    private static partial void LogNotKept(ILogger logger, ConversationId conversation, Exception fault);
}
