using System.ComponentModel.DataAnnotations;

namespace OrleansSms.Twilio.Inbound;

/// <summary>How much the carrier's doors take at a time, and for how long (section <c>Webhooks</c>).</summary>
public sealed class WebhookOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Webhooks";

    /// <summary>Signed webhooks this host works on at once. As many again may wait for a moment; more are asked to come again. Default 256.</summary>
    [Range(1, 10_000, ErrorMessage = "Webhooks:AtOnce must be between 1 and 10000.")]
    public int AtOnce { get; set; } = 256;

    /// <summary>How long a webhook waits for its turn. Default one second.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05", ErrorMessage = "Webhooks:Wait must be between 0 and 5 seconds.")]
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a caller may take to send a body whose headers are there. Default four seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:10", ErrorMessage = "Webhooks:ReadWithin must be between 1 and 10 seconds.")]
    public TimeSpan ReadWithin { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>When a webhook that is still being worked on is asked to come again; the carrier waits 15 seconds. Default nine.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:13", ErrorMessage = "Webhooks:AnswerWithin must be between 1 and 13 seconds.")]
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(9);
}
