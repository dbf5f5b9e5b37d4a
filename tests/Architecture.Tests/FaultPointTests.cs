using System.Diagnostics;
using System.Reflection;

namespace OrleansSms.Architecture.Tests;

/// <summary>What lets a test kill the process is in no build that anybody installs.</summary>
public sealed class FaultPointTests
{
    private const string Constant = "FAULT_POINTS";

    [Theory]
    [InlineData("Release", false)]
    [InlineData("Debug", true)]
    public async Task Only_a_debug_build_has_the_constant(string configuration, bool has)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["msbuild", Path.Combine(Tree.Root, "src/Abstractions/Abstractions.csproj"), "-getProperty:DefineConstants", $"-p:Configuration={configuration}"])
        {
            start.ArgumentList.Add(argument);
        }

        using var build = Process.Start(start)!;
        var constants = (await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim().Split(';');
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, build.ExitCode);
        Assert.Contains(configuration.ToUpperInvariant(), constants);
        Assert.Equal(has, constants.Contains(Constant));
    }

    [Fact]
    public void Without_the_constant_nothing_calls_a_point_and_nothing_is_behind_it()
    {
        var door = Tree.Lines("src/Abstractions/FaultPoint.cs");
        var behind = Tree.Lines("src/Abstractions/ArmedPoint.cs");

        Assert.Contains($"    [Conditional(\"{Constant}\")]", door);
        Assert.Equal([$"#if {Constant}", "        ArmedPoint.Arrive(name);", "#endif"], door[Array.IndexOf(door, $"#if {Constant}")..(Array.IndexOf(door, "#endif") + 1)]);
        Assert.Equal(($"#if {Constant}", "#endif"), (behind[0], behind[^1]));
        Assert.Equal(1, behind.Count(line => line.StartsWith("#endif", StringComparison.Ordinal)));
        Assert.Equal(["src/Abstractions/ArmedPoint.cs", "src/Abstractions/FaultPoint.cs"], Tree.Sources("src").Where(source => Tree.Lines(source).Any(line => line.Contains("ArmedPoint", StringComparison.Ordinal))).Order());
    }

    [Fact]
    public void The_build_under_test_has_it_exactly_when_it_is_a_debug_build()
    {
        var language = Assembly.Load("OrleansSms.Abstractions");

        Assert.Equal(
            language.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration == "Debug",
            language.GetType("OrleansSms.ArmedPoint") is not null);
    }
}
