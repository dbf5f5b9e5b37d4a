using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;
using OrleansSms.Lines;
using OrleansSms.Live;
using OrleansSms.Members;

namespace OrleansSms.Grains.Presence;

/// <summary>One screen that is told who is where, as far as its member may know. What moves faster than it is told is told once.</summary>
internal sealed partial class PresenceWatch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Guid _userId;
    private readonly ILineDirectory _lines;
    private readonly PresenceBook _book;
    private readonly Action<Attendance> _told;
    private readonly ILogger _logger;
    private readonly IDisposable _following;
    private readonly IDisposable _access;
    private readonly Dictionary<ConversationId, string> _shown = [];
    private Dictionary<ConversationId, string> _moved = [];
    private bool _isTelling;
    private bool _isGone;

    public PresenceWatch(Guid userId, ILineDirectory lines, IAccessChanges access, PresenceBook book, Action<Attendance> told, ILogger logger)
    {
        (_userId, _lines, _book, _told, _logger) = (userId, lines, book, told, logger);
        _following = book.Follow(place => Move([place]));
        _access = access.Subscribe(LookAgain);
        Move(book.Places());
    }

    public void Dispose()
    {
        _following.Dispose();
        _access.Dispose();
        lock (_gate)
        {
            _isGone = true;
        }
    }

    // What is somebody's and what not is another question now, also of what is shown already.
    private void LookAgain()
    {
        Place[] shown;
        lock (_gate)
        {
            shown = [.. _shown.Select(one => new Place(one.Key, one.Value))];
        }

        Move([.. shown, .. _book.Places()]);
    }

    private void Move(IReadOnlyCollection<Place> places)
    {
        lock (_gate)
        {
            foreach (var place in places)
            {
                _moved[place.Conversation] = place.Line;
            }

            if (_moved.Count > 0 && !_isTelling)
            {
                _isTelling = true;
                _ = Task.Run(Tell);
            }
        }
    }

    private async Task Tell()
    {
        while (Take() is { } moved)
        {
            foreach (var (id, line) in moved)
            {
                try
                {
                    await Tell(id, line);
                }
                catch (Exception fault)
                {
                    // The top of this background work; what was not told now is told when it moves again.
                    LogNotTold(_logger, fault);
                }
            }
        }
    }

    private async Task Tell(ConversationId id, string line)
    {
        var people = await _lines.AccessTo(line, _userId, CancellationToken.None) is null ? [] : _book.At(id);
        lock (_gate)
        {
            if (_isGone || (people.IsEmpty && !_shown.Remove(id)))
            {
                return;
            }

            if (!people.IsEmpty)
            {
                _shown[id] = line;
            }
        }

        _told(new(id, people));
    }

    private Dictionary<ConversationId, string>? Take()
    {
        lock (_gate)
        {
            if (_moved.Count == 0 || _isGone)
            {
                _isTelling = false;
                return null;
            }

            var moved = _moved;
            _moved = [];
            return moved;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Who is where could not be told to a screen.")]
    private static partial void LogNotTold(ILogger logger, Exception fault);
}
