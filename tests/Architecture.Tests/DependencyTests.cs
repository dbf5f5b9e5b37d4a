using System.Reflection;

namespace OrleansSms.Architecture.Tests;

/// <summary>Adapters point inward, never at each other; only the silo knows everybody.</summary>
public sealed class DependencyTests
{
    public static TheoryData<string, string> Allowed => new()
    {
        { "src/Abstractions", "" },
        { "src/Grains", "Abstractions" },
        { "src/Postgres", "Abstractions Grains" },
        { "src/Twilio", "Abstractions Grains" },
        { "src/Web", "Abstractions" },
        { "src/Silo", "Abstractions Grains Postgres Twilio Web" },
        { "tools/TwilioSimulator", "" },
    };

    [Theory, MemberData(nameof(Allowed))]
    public void A_project_references_only_what_lies_further_in(string project, string allowed)
    {
        var references = Tree.ReferencesOf(project);

        Assert.NotNull(references);
        Assert.Empty(references.Except(allowed.Split(' ')));
    }

    [Theory]
    [InlineData("OrleansSms.Abstractions", "")]
    [InlineData("OrleansSms.Grains", "Abstractions")]
    [InlineData("OrleansSms.Postgres", "Abstractions Grains")]
    [InlineData("OrleansSms.Twilio", "Abstractions Grains")]
    public void An_assembly_uses_only_what_lies_further_in(string assembly, string allowed)
    {
        var ours = Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => name.StartsWith("OrleansSms.", StringComparison.Ordinal));

        Assert.Empty(ours.Select(name => name["OrleansSms.".Length..]).Except(allowed.Split(' ')));
    }

    [Theory]
    [InlineData("OrleansSms.Abstractions", "Npgsql Microsoft.AspNetCore Microsoft.EntityFrameworkCore Orleans.Runtime System.Net.Http")]
    [InlineData("OrleansSms.Grains", "Npgsql Microsoft.AspNetCore Microsoft.EntityFrameworkCore System.Net.Http")]
    [InlineData("OrleansSms.Twilio", "Npgsql Microsoft.EntityFrameworkCore")]
    public void The_inside_does_not_know_the_outside_world(string assembly, string foreign)
    {
        var names = Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.Empty(names.Where(name => foreign.Split(' ').Any(prefix => name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal))).ToList());
    }

    [Fact]
    public void Of_the_grains_only_the_ports_the_door_and_its_options_are_public() => Assert.Empty(
        Assembly.Load("OrleansSms.Grains").GetExportedTypes()
            .Where(type => type.Namespace!.StartsWith("OrleansSms.Grains", StringComparison.Ordinal) && !type.Namespace.EndsWith(".Ports", StringComparison.Ordinal))
            .Where(type => !type.Name.EndsWith("Setup", StringComparison.Ordinal) && !type.Name.EndsWith("Options", StringComparison.Ordinal))
            .Select(type => type.FullName));
}
