namespace OrleansSms.Calls;

/// <summary>A line's settings for calls. Keyed <c>line/{number in base64url}</c>, as its sender is.</summary>
[Alias("sms.ILineVoiceGrain")]
public interface ILineVoiceGrain : IGrainWithStringKey
{
    Task<VoiceSettings> Get();

    /// <exception cref="RefusedException">Something in them is not possible; the sentence says what.</exception>
    /// <remarks>The recorded greeting stays as it is.</remarks>
    Task Set(VoiceSettings settings);

    /// <summary>Which recorded greeting is played; null: the words are spoken.</summary>
    /// <returns>The one before.</returns>
    Task<Guid?> SetGreeting(Guid? file);
}
