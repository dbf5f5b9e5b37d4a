namespace OrleansSms.Bench;

/// <summary>What went wrong, told as it is found. Progress and faults go to the error stream, figures to the output.</summary>
internal sealed class Findings
{
    public bool AllRight { get; private set; } = true;

    public static void Progress(string sentence) => Console.Error.WriteLine(sentence);

    public void Wrong(string sentence)
    {
        AllRight = false;
        Console.Error.WriteLine($"WRONG: {sentence}");
    }

    public bool None(string where, IReadOnlyList<string> wrong)
    {
        foreach (var sentence in wrong)
        {
            Wrong($"{where}: {sentence}");
        }

        return wrong.Count == 0;
    }
}
