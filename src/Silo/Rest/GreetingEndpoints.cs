using Microsoft.AspNetCore.Mvc;
using OrleansSms.Calls;
using OrleansSms.Members;
using OrleansSms.Silo.Accounts;

namespace OrleansSms.Silo.Rest;

/// <summary>The recorded greeting of a line; for those who look after it.</summary>
internal static class GreetingEndpoints
{
    private const string Address = "/lines/{line}/greeting";

    // A little more is let in than is taken, so that the answer can say why not.
    private const int LargestBody = ILineGreetings.LargestFile + (64 * 1024);

    public static void MapGreetings(this IEndpointRouteBuilder api)
    {
        api.MapGet(Address, Read).RequireScope(Scopes.Admin).WithName("GetGreeting").WithSummary("The recorded greeting of a line").WithTags("Lines")
            .WithDescription("path: where the sound is heard.")
            .Produces<LineGreeting>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPut(Address, Write).RequireScope(Scopes.Admin).WithName("SetGreeting").WithSummary("Play a recorded greeting to callers").WithTags("Lines")
            .WithDescription("The body is an MP3 or WAV file of 5 MB at most. name: what it is called.")
            .Accepts<Stream>("audio/mpeg", "audio/wav")
            .Produces<LineGreeting>().ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        api.MapDelete(Address, Remove).RequireScope(Scopes.Admin).WithName("RemoveGreeting").WithSummary("Speak the words of the settings again").WithTags("Lines")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Read(string line, ILineGreetings greetings, CancellationToken cancellation) =>
        await greetings.Of(line, cancellation) is { } greeting
            ? TypedResults.Ok(greeting)
            : Problem.Of(StatusCodes.Status404NotFound, "greeting-not-found", "This line has no recorded greeting, or is not shared with you.");

    private static async Task<IResult> Write(string line, string? name, HttpContext http, ILineGreetings greetings, CancellationToken cancellation) =>
        http.Request.ContentLength > ILineGreetings.LargestFile ? throw new RefusedException(Refusals.InvalidGreeting, "A greeting has 5 MB at most.")
        : await greetings.Set(line, name ?? "", http.Request.Body, cancellation) is { } greeting ? TypedResults.Ok(greeting)
        : throw NoLine();

    private static async Task<IResult> Remove(string line, ILineGreetings greetings, CancellationToken cancellation) =>
        await greetings.Remove(line, cancellation) ? TypedResults.NoContent() : throw NoLine();

    private static RefusedException NoLine() => new(Refusals.LineNotFound, "This line does not exist or is not shared with you.");
}
