using System.Collections.Immutable;
using OrleansSms.Members;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Live;

/// <summary>What colleagues are called, at hand for whatever is rendered.</summary>
internal sealed class Team(IColleagues colleagues, Member member, LiveFeed feed, FirstPaint paint) : IDisposable
{
    private ImmutableDictionary<Guid, Colleague> _known = ImmutableDictionary<Guid, Colleague>.Empty;

    private IDisposable? _following;

    public async Task Load(bool interactive)
    {
        if (interactive)
        {
            _following ??= feed.Follow(batch => batch.AccessChanged ? Read() : Task.CompletedTask);
        }

        _known = (await paint.Get($"{member.Id}/team", interactive, Ask)).Value;
    }

    public void Dispose() => _following?.Dispose();

    /// <summary>Everybody who may be called to a line, the member first.</summary>
    public async Task<ImmutableArray<Colleague>> On(string line) =>
        [.. (await colleagues.On(line, CancellationToken.None)).OrderBy(one => one.Id == member.Id ? 0 : 1)];

    /// <summary>Who works here beside the member, by name.</summary>
    public IEnumerable<Colleague> Others => _known.Values.Where(one => one.Active && one.Id != member.Id).OrderBy(one => one.Name, StringComparer.CurrentCulture);

    /// <summary>"You" for the member at this screen.</summary>
    public string Name(Guid? userId) => userId == member.Id ? ConversationTexts.You : NameOf(userId);

    /// <summary>The name also of the member at this screen.</summary>
    public string NameOf(Guid? userId) =>
        userId is { } id && _known.GetValueOrDefault(id) is { Name.Length: > 0 } known ? known.Name : ConversationTexts.SomebodyWhoLeft;

    private async Task Read() => _known = await Ask();

    private async Task<ImmutableDictionary<Guid, Colleague>> Ask() => (await colleagues.All(CancellationToken.None)).ToImmutableDictionary(one => one.Id);
}
