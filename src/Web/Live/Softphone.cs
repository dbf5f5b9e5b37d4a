using OrleansSms.Calls;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Web.Live;

/// <summary>The phone in this browser as the screen shows it. The script holds it, and tells of it.</summary>
internal sealed class Softphone(ISoftphone port)
{
    private const int LongestCaller = 64;

    public event Action? Changed;

    /// <summary>This installation has one. Whether it is switched on is known to each browser by itself.</summary>
    public bool IsThere { get; } = !port.Sources.IsEmpty;

    public SoftphoneState State { get; private set; }

    /// <summary>Calls ring here.</summary>
    public bool IsReady => State is SoftphoneState.Ready or SoftphoneState.Ringing or SoftphoneState.Connecting or SoftphoneState.Talking;

    /// <summary>The member took a call here.</summary>
    public bool IsTaken => State is SoftphoneState.Connecting or SoftphoneState.Talking;

    /// <summary>Why nothing rings here though it shall; null: nothing is wrong.</summary>
    public SoftphoneProblem? Problem { get; private set; }

    /// <summary>Who calls, as the carrier says.</summary>
    public string Caller { get; private set; } = "";

    public bool IsMuted { get; private set; }

    /// <summary>The sound was cut off and is being brought back.</summary>
    public bool IsWeak { get; private set; }

    public void Take(SoftphoneEventArgs told)
    {
        // What a script says is looked at like anything that comes from outside.
        State = Enum.TryParse<SoftphoneState>(told.State, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : SoftphoneState.Off;
        Problem = Enum.TryParse<SoftphoneProblem>(told.Problem, ignoreCase: true, out var problem) && Enum.IsDefined(problem) ? problem : null;
        Caller = told.From.Length > LongestCaller ? "" : PhoneNumber.Canonical(told.From);
        (IsMuted, IsWeak) = (told.Muted, told.Weak);
        Changed?.Invoke();
    }
}

/// <summary>How the phone in the browser stands.</summary>
public enum SoftphoneState
{
    /// <summary>Not switched on here, or not known yet.</summary>
    Off,
    Starting,
    Ready,
    Ringing,
    Connecting,
    Talking,

    /// <summary>It does not work; the problem says why.</summary>
    Failed,
}

/// <summary>Why the phone in the browser does not work.</summary>
public enum SoftphoneProblem
{
    /// <summary>The browser was told not to give the microphone away.</summary>
    Microphone,
    NoMicrophone,

    /// <summary>We or the carrier do not let this member in.</summary>
    Refused,

    /// <summary>The carrier cannot be reached.</summary>
    Lost,

    /// <summary>This browser cannot, or the page is not on https.</summary>
    Unsupported,

    /// <summary>The carrier's script is not there.</summary>
    Script,
}
