namespace OrleansSms.Calls;

/// <summary>A line's settings for calls. Keyed <c>line/{number in base64url}</c>, as its sender is.</summary>
[Alias("sms.ILineVoiceGrain")]
public interface ILineVoiceGrain : IGrainWithStringKey
{
    Task<VoiceSettings> Get();

    /// <exception cref="RefusedException">Something in them is not possible; the sentence says what.</exception>
    Task Set(VoiceSettings settings);
}
