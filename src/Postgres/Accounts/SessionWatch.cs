using System.Collections.Concurrent;
using System.Security.Claims;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansSms.Members;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Accounts;

/// <summary>Looks after the sessions of this host's open pages, all in one question, whenever something of access changed.</summary>
internal sealed partial class SessionWatch(
    NpgsqlDataSource database, IAccessChanges changes, TimeProvider time, ILogger<SessionWatch> logger) : BackgroundService, ISessionWatch
{
    // Sessions also end by time, which nobody tells.
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Watched, bool> _watched = new();
    private readonly Channel<bool> _wanted = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public IDisposable Watch(ClaimsPrincipal person, Action ended, Action<SessionTime>? lasts = null)
    {
        var watched = new Watched(
            Guid.TryParse(person.FindFirstValue(SessionClaims.Session), out var session) ? session : Guid.Empty,
            Word.Read<Role>(person.FindFirstValue(ClaimTypes.Role)),
            person.HasClaim(claim => claim.Type == SessionClaims.NeedsSecondFactor), ended, lasts);
        _watched[watched] = true;
        LookAgain();
        return new Subscription(() => _watched.TryRemove(watched, out _));
    }

    public void LookAgain() => _wanted.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var told = changes.Subscribe(LookAgain);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look(stoppingToken);
                await Wanted(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // A hosted service that throws would stop the host; requests still ask for themselves.
                LogBlind(logger, fault);
                await Task.Delay(Again, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Wanted(CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(AtLeastEvery, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, late.Token);
        try
        {
            await _wanted.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            // Time to look without having been told.
        }
    }

    private async Task Look(CancellationToken stopping)
    {
        var watched = _watched.Keys.ToList();
        if (watched.Count == 0)
        {
            return;
        }

        var holders = await database.Read(
            $"{SessionBook.Holders} where s.id = any($1) and s.expires_at > $2 and u.disabled_at is null",
            [new NpgsqlParameter<Guid[]> { TypedValue = [.. watched.Select(one => one.Session).Distinct()] }, Time(time.GetUtcNow())],
            SessionBook.Read, stopping);
        var alive = holders.ToDictionary(holder => holder.Id);
        foreach (var one in watched)
        {
            var isAsItWas = alive.TryGetValue(one.Session, out var now) && now.Role == one.Role && now.NeedsSecondFactor == one.NeedsSecondFactor;
            if (isAsItWas)
            {
                Tell(() => one.Learn(now!.Time));
            }
            else if (_watched.TryRemove(one, out _))
            {
                Tell(one.Ended);
            }
        }
    }

    private void Tell(Action what)
    {
        try
        {
            what();
        }
        catch (Exception fault)
        {
            // One page's trouble must not keep the others from hearing it.
            LogUntold(logger, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sessions of open pages cannot be looked at.")]
    private static partial void LogBlind(ILogger logger, Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An open page could not be told how its session is.")]
    private static partial void LogUntold(ILogger logger, Exception fault);

    private sealed class Watched(Guid session, Role? role, bool needsSecondFactor, Action ended, Action<SessionTime>? lasts)
    {
        private SessionTime? _told;

        public Guid Session => session;

        public Role? Role => role;

        public bool NeedsSecondFactor => needsSecondFactor;

        public Action Ended => ended;

        // Only the one who looks comes here.
        public void Learn(SessionTime time)
        {
            if (_told != time)
            {
                _told = time;
                lasts?.Invoke(time);
            }
        }
    }
}
