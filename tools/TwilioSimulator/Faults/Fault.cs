namespace OrleansSms.TwilioSimulator.Faults;

/// <summary>A fault as it is ordered: the effect, whom it meets, and the details of the effect.</summary>
internal sealed record FaultRequest
{
    public required FaultEffect Effect { get; init; }

    /// <summary>Part of the path of the request, or of the webhook's address.</summary>
    public string? Path { get; init; }
    public string? Method { get; init; }
    public string? To { get; init; }

    /// <summary>How often it happens; null means always.</summary>
    public int? Count { get; init; }
    public double Probability { get; init; } = 1;

    /// <summary>How many matching requests pass unharmed first.</summary>
    public int After { get; init; }

    public int? Code { get; init; }
    public string? Body { get; init; }
    public string? ContentType { get; init; }
    public bool Execute { get; init; }
    public int? RetryAfter { get; init; }
    public double Ms { get; init; }
    public double? Seconds { get; init; }
    public double? Hours { get; init; }
    public long? Bytes { get; init; }
    public int N { get; init; } = 2;
    public bool SameToken { get; init; }
    public string? Status { get; init; }

    /// <summary>Names of fields to leave out.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Fields to add.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }
}

/// <summary>An ordered fault and how often it was met.</summary>
internal sealed class Fault(string id, FaultRequest request)
{
    private int _met;

    public string Id { get; } = id;
    public FaultRequest Request { get; } = request;
    public int Happened { get; private set; }
    public bool IsSpent => Happened >= Request.Count;

    public bool Meets(string path, string method, string? to) =>
        (Request.Path is null || path.Contains(Request.Path, StringComparison.OrdinalIgnoreCase))
        && (Request.Method is null || Request.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (Request.To is null || Request.To == to);

    public bool Happens(Func<double> share)
    {
        if (IsSpent || ++_met <= Request.After || (Request.Probability < 1 && share() >= Request.Probability))
        {
            return false;
        }

        Happened++;
        return true;
    }
}
