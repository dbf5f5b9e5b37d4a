using OrleansSms.Members;
using OrleansSms.Silo.Accounts;
using OrleansSms.Sweeps;

namespace OrleansSms.Silo.Rest;

/// <summary>Asking the carrier for what a line missed; for owners.</summary>
internal static class SweepEndpoints
{
    public static void MapSweeps(this IEndpointRouteBuilder api)
    {
        api.MapPost("/lines/{line}/sweep", Start)
            .RequireScope(Scopes.Admin).WithName("SweepLine").WithSummary("Ask the carrier now for what a line missed").WithTags("Lines")
            .Produces<LineSweep>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/lines/{line}/sweep", Read)
            .RequireScope(Scopes.Admin).WithName("GetSweep").WithSummary("Where the sweep of a line stands").WithTags("Lines")
            .Produces<LineSweep>()
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Start(string line, ISweeps sweeps, CancellationToken cancellation)
    {
        await sweeps.SweepNow(line, cancellation);
        return TypedResults.Accepted((string?)null, await Find(line, sweeps, cancellation));
    }

    private static async Task<IResult> Read(string line, ISweeps sweeps, CancellationToken cancellation) =>
        TypedResults.Ok(await Find(line, sweeps, cancellation));

    private static async Task<LineSweep> Find(string line, ISweeps sweeps, CancellationToken cancellation) =>
        (await sweeps.Lines(cancellation)).FirstOrDefault(one => one.Line == line) ?? throw new RefusedException(Refusals.LineNotFound, "This line does not exist or is not shared with you.");
}
