using System.Collections.Immutable;
using OrleansSms.Members;

namespace OrleansSms.Web.Tests;

/// <summary>Who works here, as a test says.</summary>
internal sealed class ColleaguesDouble : IColleagues
{
    public ImmutableArray<Colleague> Known { get; set; } = [];

    public ValueTask<ImmutableArray<Colleague>> All(CancellationToken cancellation) => ValueTask.FromResult(Known);

    public ValueTask<ImmutableArray<Colleague>> On(string line, CancellationToken cancellation) => ValueTask.FromResult(Known);
}
