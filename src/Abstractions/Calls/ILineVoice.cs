namespace OrleansSms.Calls;

/// <summary>What lines do with calls, for those who may look after lines.</summary>
/// <remarks>A rule that says no throws <see cref="RefusedException"/>.</remarks>
public interface ILineVoice
{
    /// <returns>Null: the line is not the caller's to look after.</returns>
    Task<VoiceSettings?> Of(string line, CancellationToken cancellation);

    /// <summary>The recorded greeting stays as it is: <see cref="ILineGreetings"/> sets it.</summary>
    /// <returns>False: the line is not the caller's to look after.</returns>
    Task<bool> Set(string line, VoiceSettings settings, CancellationToken cancellation);
}
