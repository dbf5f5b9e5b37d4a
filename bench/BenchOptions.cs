using System.Globalization;

namespace OrleansSms.Bench;

/// <summary>What is measured, from the command line.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        bench/run.sh [--scenario NAMES] [--seconds 10] [--warmup 3] [--connections 64] [--conversations 2000] [--messages 20000] [--no-baseline]

          --scenario       one or more of inbound,one,new,status,send,page,mixed, separated by commas; default: all
          --seconds        length of the measured window
          --warmup         seconds of the same load before it
          --connections    each has one request under way at any time
          --conversations  among which uniform traffic chooses
          --messages       sent before a scenario with status callbacks; each of them is reported on four times
          --no-baseline    leaves pgbench out
        """;

    public IReadOnlyList<string> Scenarios { get; private init; } = [];

    public TimeSpan Window { get; private init; } = TimeSpan.FromSeconds(10);

    public TimeSpan WarmUp { get; private init; } = TimeSpan.FromSeconds(3);

    public int Connections { get; private init; } = 64;

    public int Conversations { get; private init; } = 2000;

    public int Messages { get; private init; } = 20_000;

    public bool Baseline { get; private init; } = true;

    /// <returns>Null: not understood.</returns>
    public static BenchOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new BenchOptions();
        while (!arguments.IsEmpty)
        {
            if (arguments[0] == "--no-baseline")
            {
                options = options with { Baseline = false };
                arguments = arguments[1..];
            }
            else if (arguments.Length > 1 && options.With(arguments[0], arguments[1]) is { } changed)
            {
                options = changed;
                arguments = arguments[2..];
            }
            else
            {
                return null;
            }
        }

        return options;
    }

    private BenchOptions? With(string name, string value) => name == "--scenario"
        ? this with { Scenarios = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) }
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (number > 0 || name == "--warmup")
            ? With(name, number)
            : null;

    private BenchOptions? With(string name, int value) => name switch
    {
        "--seconds" => this with { Window = TimeSpan.FromSeconds(value) },
        "--warmup" => this with { WarmUp = TimeSpan.FromSeconds(value) },
        "--connections" => this with { Connections = value },
        "--conversations" => this with { Conversations = value },
        "--messages" => this with { Messages = value },
        _ => null,
    };
}
