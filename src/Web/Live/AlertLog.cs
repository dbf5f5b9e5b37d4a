using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Members;

namespace OrleansSms.Web.Live;

/// <summary>What this screen was told since it began: each thing once, the newest to show, the rest to count.</summary>
internal sealed class AlertLog(DateTimeOffset since)
{
    private const int MostShown = 12;
    private const int MostKept = 2000;

    private readonly Queue<(string Id, DateTimeOffset At, AlertKind Kind, ConversationId Conversation)> _kept = [];
    private readonly HashSet<string> _known = [];

    /// <summary>From when on nothing is missing here.</summary>
    public DateTimeOffset Since { get; private set; } = since;

    public ImmutableList<Alert> Shown { get; private set; } = [];

    /// <returns>False: it was told already.</returns>
    public bool Add(Alert alert, DateTimeOffset at)
    {
        if (!_known.Add(alert.Id))
        {
            return false;
        }

        if (_kept.Count == MostKept)
        {
            var oldest = _kept.Dequeue();
            _known.Remove(oldest.Id);
            Since = oldest.At;
        }

        _kept.Enqueue((alert.Id, at, alert.Kind, alert.Conversation));
        Shown = [.. Shown.Add(alert).TakeLast(MostShown)];
        return true;
    }

    /// <summary>Something may have been missed.</summary>
    public void Miss(DateTimeOffset now) => Since = now;

    /// <summary>Null: what is here does not reach back so far.</summary>
    public Absence? From(DateTimeOffset moment)
    {
        if (moment < Since)
        {
            return null;
        }

        var later = _kept.Where(one => one.At >= moment).ToList();
        var texts = later.Where(one => one.Kind is AlertKind.Mine or AlertKind.Unassigned or AlertKind.Missed).ToList();
        return new(texts.Count, texts.Select(one => one.Conversation).Distinct().Count(), later.Count(one => one.Kind == AlertKind.Mentioned));
    }
}
