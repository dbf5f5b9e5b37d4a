namespace OrleansSms.TwilioSimulator.OptOut;

/// <summary>Who has stopped which sender or service.</summary>
internal sealed class OptOutBook
{
    private readonly HashSet<(string Scope, string Recipient)> _stopped = [];

    public IReadOnlyCollection<(string Scope, string Recipient)> All => _stopped;

    public bool Contains(string scope, string recipient) => _stopped.Contains((scope, recipient));

    /// <summary>False when it was so already.</summary>
    public bool Stop(string scope, string recipient) => _stopped.Add((scope, recipient));

    public bool Lift(string scope, string recipient) => _stopped.Remove((scope, recipient));
}
