using System.Collections.Immutable;
using System.Globalization;
using OrleansSms.Contacts;
using OrleansSms.Members;
using OrleansSms.Silo.Accounts;

namespace OrleansSms.Silo.Rest;

/// <summary>Contacts as files, for owners and admins: <c>GET /api/v1/contacts.csv</c>, and the rows that an import leaves out.</summary>
internal static class ContactFiles
{
    private const string Csv = "text/csv; charset=utf-8";
    private const int MostNamed = 200;

    public static void MapContactFiles(this IEndpointRouteBuilder api)
    {
        api.MapGet("/contacts.csv", Export).RequireScope(Scopes.Admin).WithName("ExportContacts").WithSummary("Contacts as a file").WithTags("Contacts")
            .WithDescription("q: words or a number, as in the list. tag: only with this tag. only: ids with commas between, in place of q and tag. The file can be imported again.")
            .Produces<string>(contentType: "text/csv").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden);
        api.MapGet("/contacts/imports/{importId:guid}/problems.csv", Problems).RequireScope(Scopes.Admin).WithName("ExportImportProblems")
            .WithSummary("The rows that an import leaves out, and why").WithTags("Contacts")
            .Produces<string>(contentType: "text/csv").ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Export(string? q, string? tag, string? only, HttpContext http, IContactExport export, TimeProvider time, CancellationToken cancellation)
    {
        var named = ImmutableArray.CreateBuilder<Guid>();
        foreach (var word in (only ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (named.Count == MostNamed || !Guid.TryParse(word, out var id))
            {
                return Problem.Invalid("only", $"only must be at most {MostNamed} ids with commas between.");
            }

            named.Add(id);
        }

        var contacts = await export.Export(q, tag, named.DrainToImmutable(), cancellation);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            stream => ContactCsv.Write(contacts, stream, cancellation), Csv, string.Create(CultureInfo.InvariantCulture, $"contacts-{time.GetUtcNow():yyyy-MM-dd}.csv"));
    }

    private static async Task<IResult> Problems(Guid importId, HttpContext http, IContactImports imports, CancellationToken cancellation)
    {
        if (await imports.Look(importId, cancellation) is not { } sheet)
        {
            return Problem.Of(StatusCodes.Status404NotFound, Refusals.ImportNotFound, "This file is not there any more.");
        }

        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(stream => ContactCsv.Write(sheet, imports.Problems(importId, cancellation), stream, cancellation), Csv, "left-out.csv");
    }
}
