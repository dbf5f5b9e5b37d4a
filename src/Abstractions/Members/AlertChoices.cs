namespace OrleansSms.Members;

/// <summary>How a member wants to be told of what happens, on any device.</summary>
/// <param name="Mine">A text came into a conversation that the member takes care of.</param>
/// <param name="Unassigned">A text came into one that nobody takes care of.</param>
/// <param name="Assigned">A conversation was given to the member.</param>
/// <param name="Mentioned">A note names the member.</param>
/// <param name="Failed">A text of the member's did not arrive.</param>
/// <param name="OnlyHidden">Nothing while the member looks at the product anyway.</param>
/// <param name="QuietFrom">Nothing from here on, by the clock of the device; null: no quiet times.</param>
/// <param name="QuietTo">Until here, the next day when it is not later than <paramref name="QuietFrom"/>.</param>
/// <param name="Missed">Somebody called and nobody took it, where the member or nobody takes care of the conversation.</param>
/// <param name="Ringing">Somebody calls and it rings in the browser: heard also while the member looks at the product.</param>
[GenerateSerializer, Immutable, Alias("sms.AlertChoices")]
public sealed record AlertChoices(
    [property: Id(0)] AlertWays Mine,
    [property: Id(1)] AlertWays Unassigned,
    [property: Id(2)] AlertWays Assigned,
    [property: Id(3)] AlertWays Mentioned,
    [property: Id(4)] AlertWays Failed,
    [property: Id(5)] bool OnlyHidden,
    [property: Id(6)] TimeOnly? QuietFrom,
    [property: Id(7)] TimeOnly? QuietTo,
    [property: Id(8)] AlertWays Missed = AlertWays.Sound,
    [property: Id(9)] AlertWays Ringing = AlertWays.Sound | AlertWays.Desktop)
{
    /// <summary>Of who chose nothing yet: no browser is asked for anything.</summary>
    public static readonly AlertChoices Usual = new(
        AlertWays.Sound, AlertWays.Sound, AlertWays.Sound, AlertWays.Sound, AlertWays.Sound, OnlyHidden: true, QuietFrom: null, QuietTo: null);

    public AlertWays For(AlertKind kind) => kind switch
    {
        AlertKind.Mine => Mine,
        AlertKind.Unassigned => Unassigned,
        AlertKind.Assigned => Assigned,
        AlertKind.Mentioned => Mentioned,
        AlertKind.Failed => Failed,
        AlertKind.Missed => Missed,
        AlertKind.Ringing => Ringing,
        _ => AlertWays.None,
    };

    public AlertChoices With(AlertKind kind, AlertWays ways) => kind switch
    {
        AlertKind.Mine => this with { Mine = ways },
        AlertKind.Unassigned => this with { Unassigned = ways },
        AlertKind.Assigned => this with { Assigned = ways },
        AlertKind.Mentioned => this with { Mentioned = ways },
        AlertKind.Failed => this with { Failed = ways },
        AlertKind.Missed => this with { Missed = ways },
        AlertKind.Ringing => this with { Ringing = ways },
        _ => this,
    };
}

/// <summary>What a member can be told of.</summary>
public enum AlertKind
{
    Mine = 0,
    Unassigned = 1,
    Assigned = 2,
    Mentioned = 3,
    Failed = 4,
    Missed = 5,
    Ringing = 6,
}

/// <summary>By what a member is told.</summary>
[Flags]
public enum AlertWays
{
    None = 0,
    Sound = 1,

    /// <summary>A notification of the browser.</summary>
    Desktop = 2,
}
