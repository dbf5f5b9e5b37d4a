using System.Collections.Immutable;
using OrleansSms.Operations;

namespace OrleansSms.Web.Tests.Operations;

/// <summary>An installation in memory.</summary>
internal sealed class OperationsDouble : IOperations
{
    public string? Dashboard { get; set; }

    public ImmutableArray<SiloState> Seen { get; set; } = [new("Silo_1", "10.0.0.1:11111", SiloStanding.Active, Some.Noon.AddHours(-3), Some.Noon, [], true, new(1234, 12.4, 310 * 1024 * 1024, false))];

    public ImmutableArray<LineOutbox> OnTheWay { get; set; } = [];

    public ImmutableArray<OpenDoubt> Open { get; set; } = [];

    public ImmutableArray<Trouble> Said { get; set; } = [];

    public List<string> Hurried { get; } = [];

    /// <summary>Silos cannot be asked because of it.</summary>
    public Exception? SilosFault { get; set; }

    public Exception? Refusal { get; set; }

    public Task<ImmutableArray<SiloState>> Silos(CancellationToken cancellation) =>
        SilosFault is { } fault ? Task.FromException<ImmutableArray<SiloState>>(fault) : Task.FromResult(Seen);

    public Task<ImmutableArray<LineOutbox>> Outbox(CancellationToken cancellation) => Task.FromResult(OnTheWay);

    public Task<ImmutableArray<OpenDoubt>> Doubts(CancellationToken cancellation) => Task.FromResult(Open);

    public Task<ImmutableArray<Trouble>> Troubles(CancellationToken cancellation) => Task.FromResult(Said);

    public Task<int> TryNow(string line, CancellationToken cancellation) => Hurry($"try {line}", line, one => one with { Retrying = 0 });

    public Task<int> LookUpNow(string line, CancellationToken cancellation) => Hurry($"look up {line}", line, one => one with { InDoubt = 0 });

    private Task<int> Hurry(string what, string line, Func<LineOutbox, LineOutbox> then)
    {
        if (Refusal is { } refusal)
        {
            return Task.FromException<int>(refusal);
        }

        Hurried.Add(what);
        var before = OnTheWay.Single(one => one.Line == line);
        var after = then(before);
        OnTheWay = OnTheWay.Replace(before, after);
        return Task.FromResult(before.Retrying + before.InDoubt - after.Retrying - after.InDoubt);
    }
}
