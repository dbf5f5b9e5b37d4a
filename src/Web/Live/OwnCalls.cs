using System.Collections.Immutable;
using OrleansSms.Calls;

namespace OrleansSms.Web.Live;

/// <summary>The calls of one member, folded from answers and changes that come in any order on any thread.</summary>
internal sealed class OwnCalls(Member member)
{
    private readonly Lock _gate = new();
    private ImmutableDictionary<Guid, Call> _known = ImmutableDictionary<Guid, Call>.Empty;

    public ImmutableArray<Call> UnderWay => [.. _known.Values.Where(call => !call.Status.IsOver())];

    /// <summary>One that is over stays known, so that a late answer does not bring it back.</summary>
    /// <returns>Whether anything is other than before.</returns>
    public bool Fold(IEnumerable<Call> calls)
    {
        lock (_gate)
        {
            var before = _known;
            foreach (var call in calls)
            {
                if (call.UserId != member.Id)
                {
                    _known = _known.Remove(call.Id);
                }
                else if (_known.GetValueOrDefault(call.Id) is not { } known || (!known.Status.IsOver() && call.DateUpdated >= known.DateUpdated))
                {
                    _known = _known.SetItem(call.Id, call);
                }
            }

            return _known != before;
        }
    }

    /// <summary>Takes what the desk says is under way.</summary>
    /// <param name="asked">What was under way when it was asked: whatever of it is not in the answer, nor told of since, is over.</param>
    /// <param name="answer">What the desk said.</param>
    public void Answer(ImmutableArray<Call> asked, ImmutableArray<Call> answer)
    {
        lock (_gate)
        {
            _known = _known.RemoveRange(asked
                .Where(call => _known.GetValueOrDefault(call.Id) == call && answer.All(one => one.Id != call.Id))
                .Select(call => call.Id));
        }

        Fold(answer);
    }
}
