using System.Collections.Immutable;

namespace OrleansSms.Tray;

/// <summary>Keeps webhooks that are surely the carrier's but could not be understood, so that nothing is lost.</summary>
public interface IWebhookTray
{
    Task Keep(TrayEntry entry, CancellationToken cancellation);

    /// <summary>The newest entries first.</summary>
    Task<ImmutableArray<TrayEntry>> Newest(int limit, CancellationToken cancellation);
}

/// <summary>One webhook as it came.</summary>
/// <param name="Kind"><c>inbound</c> or <c>status</c>: which door it came to.</param>
/// <param name="Target">Raw request target: path and query.</param>
/// <param name="ContentType">As sent.</param>
/// <param name="Body">The raw body as text.</param>
/// <param name="Reason">Why it was not understood, for a person.</param>
public sealed record TrayEntry(
    Guid Id,
    string Kind,
    string Target,
    string? ContentType,
    string Body,
    string Reason,
    DateTimeOffset ReceivedAt);
