using Microsoft.AspNetCore.Http.Features;
using OrleansSms.TwilioSimulator.Accounts;
using OrleansSms.TwilioSimulator.Carrier;

namespace OrleansSms.TwilioSimulator.Protocol;

/// <summary>One request to the carrier's API, as far as it is understood.</summary>
internal sealed class ApiCall(World world, string requestId, WireForm form, WireForm query)
{
    public World World { get; } = world;
    public string RequestId { get; } = requestId;
    public WireForm Form { get; } = form;
    public WireForm Query { get; } = query;

    /// <summary>Set by authentication; endpoints run only after it.</summary>
    public Caller Caller { get; set; } = null!;

    /// <summary>The account in the path, or the caller's own.</summary>
    public Account Account { get; set; } = null!;

    public int? ErrorCode { get; set; }
    public string? Fault { get; set; }
    public string? Sid { get; set; }

    public bool IsTest => Caller.Kind == CallerKind.Test;

    public static ApiCall Of(HttpContext context) => context.Features.GetRequiredFeature<ApiCall>();
}
