using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using OrleansSms.Calls;
using OrleansSms.Members;
using OrleansSms.Silo.Accounts;

namespace OrleansSms.Silo.Rest;

/// <summary><c>GET /api/v1/calls.csv</c>: the calls that the list shows, as a file that spreadsheets open.</summary>
internal static class CallFile
{
    private const string Csv = "text/csv; charset=utf-8";
    private const string Heads = "at,line,direction,from,to,status,seconds,voicemail_seconds,member,error_code,conversation,id";
    private const int Step = 200;

    public static void MapCallFile(this IEndpointRouteBuilder api) => api.MapGet("/calls.csv", Export)
        .RequireScope(Scopes.Read).WithName("ExportCalls").WithSummary("Calls as a file").WithTags("Calls")
        .WithDescription("The filters are those of the list of calls; all pages are in the file.")
        .Produces<string>(contentType: "text/csv").ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> Export(HttpContext http, [AsParameters] CallFilter filter, ICallDesk desk, TimeProvider time, CancellationToken cancellation)
    {
        var (query, wrong) = filter.Read();
        if (query is null)
        {
            return wrong!;
        }

        // The first page before the answer begins: what is wrong with the question can still be told.
        var first = await desk.History(query with { Limit = Step }, cancellation);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            stream => Write(All(first, query, desk, cancellation), stream, cancellation), Csv,
            string.Create(CultureInfo.InvariantCulture, $"calls-{time.GetUtcNow():yyyy-MM-dd}.csv"));
    }

    private static async IAsyncEnumerable<Call> All(CallPage page, CallQuery query, ICallDesk desk, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            foreach (var call in page.Calls)
            {
                yield return call;
            }

            if (page.NextCursor is not { } next)
            {
                yield break;
            }

            page = await desk.History(query with { Limit = Step, Cursor = next }, cancellation);
        }
    }

    private static async Task Write(IAsyncEnumerable<Call> calls, Stream stream, CancellationToken cancellation)
    {
        // With its mark, or a spreadsheet takes it for something else than UTF-8.
        await using var file = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await file.WriteLineAsync(Heads.AsMemory(), cancellation);
        await foreach (var call in calls.WithCancellation(cancellation))
        {
            string?[] cells =
            [
                call.DateCreated.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), call.Direction == Conversations.Direction.Outbound ? call.From : call.To,
                Word.Of(call.Direction), call.From, call.To, Word.Of(call.Status), call.Seconds?.ToString(CultureInfo.InvariantCulture),
                call.VoicemailRecording?.Seconds?.ToString(CultureInfo.InvariantCulture), call.UserId?.ToString(), call.ErrorCode?.ToString(CultureInfo.InvariantCulture),
                call.ConversationId.ToString(), call.Id.ToString(),
            ];
            await file.WriteLineAsync(string.Join(',', cells.Select(AuditCsv.Cell)).AsMemory(), cancellation);
        }
    }
}
