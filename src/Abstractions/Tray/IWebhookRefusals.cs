using System.Collections.Immutable;

namespace OrleansSms.Tray;

/// <summary>Webhooks this host turned away since it started: a burst means a wrong token or a wrong public address.</summary>
public interface IWebhookRefusals
{
    /// <summary>One row for every door and reason that occurred.</summary>
    ImmutableArray<WebhookRefusal> Counts { get; }
}

/// <summary>How often one door turned webhooks away for one reason.</summary>
/// <param name="Door"><c>inbound</c> or <c>status</c>.</param>
/// <param name="Reason">The stable code that the caller was answered.</param>
/// <param name="LastAt">The newest of them, UTC.</param>
public sealed record WebhookRefusal(string Door, string Reason, long Count, DateTimeOffset LastAt);
