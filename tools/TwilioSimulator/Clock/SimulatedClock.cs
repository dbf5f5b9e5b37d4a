using Microsoft.Extensions.Options;

namespace OrleansSms.TwilioSimulator.Clock;

/// <summary>
/// The one clock of the simulator and its agenda. Real: the wall clock, with waiting times divided by the speed, so dates stay honest.
/// Virtual: time stands still until it is advanced, and what falls due happens in order, one after the other.
/// </summary>
internal sealed partial class SimulatedClock : TimeProvider, IDisposable
{
    private static readonly DateTimeOffset VirtualStart = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly PriorityQueue<Appointment, (DateTimeOffset Due, long Sequence)> _agenda = new();
    private readonly SemaphoreSlim _advancing = new(1, 1);
    private readonly SimulatorOptions _options;
    private readonly ILogger _logger;
    private readonly ITimer _alarm;
    private TimeSpan _offset;
    private DateTimeOffset? _standing;
    private long _sequence;
    private bool _pumping;

    public SimulatedClock(IOptions<SimulatorOptions> options, ILogger<SimulatedClock> logger)
    {
        _options = options.Value;
        _logger = logger;
        _alarm = System.CreateTimer(_ => Pump(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Mode = _options.ClockMode;
        Speed = _options.Speed;
        Rewind();
    }

    public ClockMode Mode { get; private set; }

    public double Speed { get; private set; }

    public int Pending
    {
        get
        {
            lock (_gate)
            {
                return _agenda.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return Now();
        }
    }

    /// <summary>How long a waiting time of the carrier lasts on this clock.</summary>
    public TimeSpan Scale(TimeSpan wait) => Mode == ClockMode.Virtual ? wait : wait / Speed;

    /// <summary>How long the carrier would say a stretch of this clock was.</summary>
    public TimeSpan Measure(TimeSpan stretch) => Mode == ClockMode.Virtual ? stretch : stretch * Speed;

    public Appointment Plan(TimeSpan wait, Func<Task> action) => PlanAt(GetUtcNow() + Scale(wait), action);

    public Appointment PlanAt(DateTimeOffset due, Func<Task> action) => Add(new Appointment(due, action, keptOnClear: false));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ClockTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Set(ClockMode? mode, double? speed)
    {
        lock (_gate)
        {
            var now = Now();
            Mode = mode ?? Mode;
            Speed = speed ?? Speed;
            _standing = Mode == ClockMode.Virtual ? now : null;
            _offset = now - System.GetUtcNow();
            Arm();
        }
    }

    /// <summary>Back to the configured start with an empty agenda; whoever waits on this clock is released.</summary>
    public void Rewind()
    {
        List<Appointment> waiting;
        lock (_gate)
        {
            waiting = [.. _agenda.UnorderedItems.Where(item => item.Element.HappensOnClear).Select(item => item.Element)];
            _agenda.Clear();
            var wall = System.GetUtcNow();
            _offset = _options.StartClock is { } start ? start - wall : TimeSpan.Zero;
            _standing = Mode == ClockMode.Virtual ? _options.StartClock ?? VirtualStart : null;
        }

        foreach (var appointment in waiting)
        {
            Observe(appointment);
        }
    }

    public void Dispose()
    {
        _alarm.Dispose();
        _advancing.Dispose();
    }

    internal Appointment Add(Appointment appointment)
    {
        lock (_gate)
        {
            _agenda.Enqueue(appointment, (appointment.Due, ++_sequence));
            Arm();
        }

        return appointment;
    }

    private DateTimeOffset Now() => _standing ?? System.GetUtcNow() + _offset;

    private bool TryTake(DateTimeOffset until, out Appointment appointment)
    {
        if (_agenda.TryPeek(out appointment!, out var key) && key.Due <= until)
        {
            _agenda.Dequeue();
            return true;
        }

        return false;
    }

    [LoggerMessage(LogLevel.Error, "An event of the simulated clock failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
