using System.Runtime.CompilerServices;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>What was compared, and where a surface and the oracle were of different minds.</summary>
internal sealed class Verdicts
{
    private readonly List<string> _differences = [];

    public int Compared { get; private set; }

    public IReadOnlyList<string> Differences => _differences;

    public void Same<T>(T wanted, T got, Person person, object about, [CallerArgumentExpression(nameof(got))] string what = "")
    {
        Compared++;
        if (!EqualityComparer<T>.Default.Equals(wanted, got))
        {
            _differences.Add($"{person.Email} ({person.Role}, {person.Scopes}) {about}: {what} was {got}, and should be {wanted}");
        }
    }

    public void SameSet<T>(IEnumerable<T> wanted, IEnumerable<T> got, Person person, object about) =>
        Same(string.Join(" ", wanted.Select(one => $"{one}").Order()), string.Join(" ", got.Select(one => $"{one}").Order()), person, about, "the set");

    /// <summary>Whether it was done, or the code of the refusal.</summary>
    public static async Task<string> Outcome(Func<Task<bool>> ask)
    {
        try
        {
            return await ask() ? "done" : "nothing";
        }
        catch (RefusedException refused)
        {
            return refused.Code;
        }
    }
}

/// <summary>A way to ask, by its name, tried for one person.</summary>
internal delegate Task Question(World world, Person person, Verdicts verdicts);
