using System.Collections.Immutable;
using OrleansSms.Calls;

namespace OrleansSms.Web.Tests.Calls;

/// <summary>An installation with calls in the browser, or without.</summary>
internal sealed class SoftphoneDouble : ISoftphone
{
    public ImmutableArray<string> Sources { get; set; } = [];

    // The script asks for it at a door of the silo's; no page does.
    public Task<SoftphonePass?> Pass(CancellationToken cancellation) => throw new NotSupportedException();
}
