using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Tray;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tray;

/// <inheritdoc cref="IWebhookTray"/>
internal sealed class WebhookTray(NpgsqlDataSource database) : IWebhookTray
{
    public Task Keep(TrayEntry entry, CancellationToken cancellation) => database.Execute("""
        insert into webhook_tray (id, kind, target, content_type, body, reason, received_at) values ($1, $2, $3, $4, $5, $6, $7)
        """,
        [
            Uuid(entry.Id), Text(entry.Kind), Text(Storable(entry.Target)), OptionalText(entry.ContentType), Text(Storable(entry.Body)),
            Text(entry.Reason), Time(entry.ReceivedAt),
        ], cancellation);

    public Task<ImmutableArray<TrayEntry>> Newest(int limit, CancellationToken cancellation) => database.Read("""
        select id, kind, target, content_type, body, reason, received_at from webhook_tray order by received_at desc limit $1
        """, [Int(limit)], row => new TrayEntry(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.OptionalText(3), row.GetString(4), row.GetString(5), row.Time(6)), cancellation);

    /// <summary>Postgres keeps no NUL in text; what came must be kept all the same.</summary>
    private static string Storable(string text) => text.Replace('\0', '\uFFFD');
}
