namespace OrleansSms.TwilioSimulator.Clock;

internal enum ClockMode
{
    Real,
    Virtual,
}
