using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Postgres.Audit;

namespace OrleansSms.Postgres.Accounts;

/// <summary>
/// Notes which tokens are used, and writes it behind the requests' backs: the last use once a minute, and a row of the
/// audit log for each token, address and hour.
/// </summary>
public sealed partial class TokenUses : BackgroundService
{
    private const int MostAddresses = 10_000;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly NpgsqlDataSource _database;
    private readonly AuditLog _log;
    private readonly TimeProvider _time;
    private readonly ILogger<TokenUses> _logger;
    private readonly ConcurrentDictionary<Guid, Use> _latest = new();
    private readonly ConcurrentDictionary<Place, byte> _known = new();
    private readonly Channel<Use> _first = Channel.CreateUnbounded<Use>(new() { SingleReader = true });

    private readonly PeriodicTimer _ticks;

    internal TokenUses(NpgsqlDataSource database, AuditLog log, TimeProvider time, ILogger<TokenUses> logger)
    {
        (_database, _log, _time, _logger) = (database, log, time, logger);
        _ticks = new(Every, time);
    }

    /// <summary>Costs a request next to nothing.</summary>
    public void Note(TokenBearer bearer, string? address)
    {
        var use = new Use(bearer.TokenId, bearer.UserId, _time.GetUtcNow(), address);
        _latest[use.TokenId] = use;
        if (!_known.ContainsKey(use.Place) && _known.TryAdd(use.Place, 0))
        {
            _first.Writer.TryWrite(use);
        }
    }

    /// <summary>What was noted last stands before the host is gone.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        while (_first.Reader.TryRead(out var use))
        {
            await TellFirst(use, cancellationToken);
        }

        await WriteLatest(cancellationToken);
    }

    public override void Dispose()
    {
        _ticks.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(TellFirstUses(stoppingToken), WriteEveryMinute(stoppingToken));

    private async Task TellFirstUses(CancellationToken stopping)
    {
        try
        {
            // Waiting ends with the host; what was taken out is written all the same.
            while (await _first.Reader.WaitToReadAsync(stopping))
            {
                while (!stopping.IsCancellationRequested && _first.Reader.TryRead(out var use))
                {
                    await TellFirst(use, CancellationToken.None);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The rest is written at the stop.
        }
    }

    private async Task WriteEveryMinute(CancellationToken stopping)
    {
        try
        {
            while (await _ticks.WaitForNextTickAsync(stopping))
            {
                await WriteLatest(CancellationToken.None);
                Forget();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The rest is written at the stop.
        }
    }

    private async Task TellFirst(Use use, CancellationToken cancellation)
    {
        try
        {
            await _log.WriteFirstUse(new(AuditActions.TokenUsed, use.UserId, Address: use.Address, TokenId: use.TokenId), use.Place.Hour, cancellation);
        }
        catch (Exception fault)
        {
            // Without a database nothing else works either; the next use of the token tells it.
            _known.TryRemove(use.Place, out _);
            LogNotWritten(_logger, fault);
        }
    }

    private async Task WriteLatest(CancellationToken cancellation)
    {
        ImmutableArray<Use> uses = [.. _latest.Values];
        if (uses.IsEmpty)
        {
            return;
        }

        try
        {
            await _database.Execute("""
                update api_tokens t set last_used_at = u.at, last_used_from = u.address
                from unnest($1, $2, $3) as u (id, at, address)
                where t.id = u.id and (t.last_used_at is null or t.last_used_at < u.at)
                """, [Columns.Uuids(uses, use => use.TokenId), Columns.Times(uses, use => use.At), Columns.Texts(uses, use => use.Address)], cancellation);
            foreach (var use in uses)
            {
                // One that was used again meanwhile stays for the next time.
                _latest.TryRemove(new(use.TokenId, use));
            }
        }
        catch (Exception fault)
        {
            // It is kept, and written with the next.
            LogNotWritten(_logger, fault);
        }
    }

    private void Forget()
    {
        var hour = HourOf(_time.GetUtcNow());
        foreach (var place in _known.Keys.Where(place => place.Hour < hour || _known.Count > MostAddresses))
        {
            _known.TryRemove(place, out _);
        }
    }

    private static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % Hour.Ticks), TimeSpan.Zero);

    private sealed record Use(Guid TokenId, Guid UserId, DateTimeOffset At, string? Address)
    {
        public Place Place => new(TokenId, Address, HourOf(At));
    }

    private readonly record struct Place(Guid TokenId, string? Address, DateTimeOffset Hour);

    [LoggerMessage(LogLevel.Warning, "The use of tokens could not be written down yet.")]
    private static partial void LogNotWritten(ILogger logger, Exception fault);
}
