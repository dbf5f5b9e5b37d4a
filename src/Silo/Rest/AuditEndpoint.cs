using System.Globalization;
using OrleansSms.Audit;
using OrleansSms.Members;
using OrleansSms.Silo.Accounts;

namespace OrleansSms.Silo.Rest;

/// <summary><c>GET /api/v1/audit.csv</c>: the rows of the audit log that a filter finds, for owners and admins.</summary>
internal static class AuditEndpoint
{
    private const string Csv = "text/csv; charset=utf-8";

    public static void MapAudit(this IEndpointRouteBuilder api) => api.MapGet("/audit.csv", Export)
        .RequireScope(Scopes.Admin).WithName("ExportAuditLog").WithSummary("The audit log as a file, oldest first").WithTags("Audit log")
        .WithDescription("who: part of an e-mail address. kind: sign-ins, people, lines, carrier, tokens, data or contacts. from (included) and until (not included): a date or a time, UTC. q: part of the subject or detail. The last column is each row's hash.")
        .Produces<string>(contentType: "text/csv")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<IResult> Export(
        string? who, string? kind, string? from, string? until, string? q, HttpContext http, IAuditReader reader, TimeProvider time, CancellationToken cancellation)
    {
        if (kind is not null && Word.Read<AuditGroup>(kind) is null)
        {
            return Problem.Invalid("kind", "kind must be sign-ins, people, lines, carrier, tokens, data or contacts.");
        }

        if (!TryTime(from, out var first))
        {
            return Problem.Invalid("from", "from must be a date or a time, like 2026-11-23 or 2026-11-23T08:00:00Z.");
        }

        if (!TryTime(until, out var end))
        {
            return Problem.Invalid("until", "until must be a date or a time, like 2026-11-24 or 2026-11-23T18:00:00Z.");
        }

        var rows = await reader.Export(new(who, Word.Read<AuditGroup>(kind), first, end, q), cancellation);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            stream => AuditCsv.Write(rows, stream, cancellation), Csv, string.Create(CultureInfo.InvariantCulture, $"audit-{time.GetUtcNow():yyyy-MM-dd}.csv"));
    }

    private static bool TryTime(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read))
        {
            return false;
        }

        time = read;
        return true;
    }
}
