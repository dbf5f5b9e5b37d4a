using OrleansSms.Conversations;
using OrleansSms.Lines;
using OrleansSms.Members;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>Who may do what, in so few lines that one look tells whether it is right. Everything else is compared with this.</summary>
internal sealed class Oracle
{
    private readonly Dictionary<(Guid User, string Line), LineAccess> _access = [];

    public void Share(Guid user, string line, LineAccess? access)
    {
        _access.Remove((user, line));
        if (access is { } granted)
        {
            _access[(user, line)] = granted;
        }
    }

    public bool Sees(Person person, string line) => _access.ContainsKey((person.Id, line));

    public bool Uses(Person person, string line) => _access.TryGetValue((person.Id, line), out var access) && access == LineAccess.Use;

    public LineAccess? AccessTo(Person person, string line) => _access.TryGetValue((person.Id, line), out var access) ? access : null;
}

/// <summary>Somebody who signs in, with a token as well.</summary>
internal sealed record Person(Guid Id, string Email, Role Role, string Token, Scopes Scopes);

/// <summary>A conversation with one inbound text that nobody could guess and one outbound, a voicemail and a call that is over.</summary>
internal sealed record Talk(ConversationId Id, string Line, string Contact, string Secret)
{
    public Guid Outbound { get; set; }

    /// <summary>One that waits for its time, which is far.</summary>
    public Guid Later { get; } = Guid.NewGuid();

    /// <summary>One that was to go later and was taken back.</summary>
    public Guid Withdrawn { get; } = Guid.NewGuid();

    public Guid ContactId { get; set; }

    /// <summary>A call that was placed and is over, to whom the secret was announced.</summary>
    public Guid Called { get; } = Guid.NewGuid();

    /// <summary>A call that nobody took, with the secret left as a message.</summary>
    public Guid Rung { get; set; }

    /// <summary>The carrier's name for that message.</summary>
    public string Recording { get; } = "RE" + Guid.NewGuid().ToString("N");
}
