using System.Text.Json.Nodes;

namespace OrleansSms.TestKit.Provider;

/// <summary>Whom a provider says somebody is, and what is wrong with the way it says so.</summary>
public sealed record ProviderPerson(string Subject, string? Email)
{
    /// <summary>As in the token: true, a word, or null for nothing said.</summary>
    public JsonNode? IsVerified { get; init; } = true;

    /// <summary>How the person proved who they are.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>What the provider tells on request, beside the subject.</summary>
    public JsonObject More { get; init; } = [];

    /// <summary>Sent back instead of a code.</summary>
    public string? Error { get; init; }

    /// <summary>Last touch on what the token says.</summary>
    public Action<JsonObject> Forge { get; init; } = _ => { };

    public bool IsSignedBySomebodyElse { get; init; }

    public bool IsNotSigned { get; init; }

    /// <summary>The provider goes away between the browser's visit and our question.</summary>
    public bool IsLostOnTheWay { get; init; }
}
