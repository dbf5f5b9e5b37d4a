using System.Globalization;

namespace OrleansSms.Bench;

/// <summary>What is measured, from the command line.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        bench/run.sh [--targets] [--pages] [--figures NAMES] [--scenario NAMES] [--rounds 3] [--seconds 4] [--warmup 1] [--rehearsal 15] [--connections 64] [--conversations 20000]
                     [--load 1000000] [--thread 1000000] [--search 5000000] [--json FILE] [--statements] [--no-peer] [--no-baseline]
        bench/partition.sh [--parts 8,64] [--rounds 3] [--seconds 4] [--warmup 1] [--connections 64] [--load 20000] [--load-messages 20]

          --targets        measures all of docs/performance.md: also long threads, a paced load, memory, scale, the start and all --figures
          --pages          measures the pages in the installed Chromium, which --targets does too; alone it measures nothing else
          --figures        one or more of overload,failover,telemetry, separated by commas; alone they are measured without scenarios and peer
          --scenario       one or more of inbound,inbound256,paced,one,new,status,send,page,mixed, separated by commas; default: all
          --rounds         windows of each contestant in each scenario, taken in turn; their medians are printed
          --seconds        length of a window
          --warmup         seconds of the same load before it
          --rehearsal      seconds of mixed traffic to each contestant before everything
          --connections    each has one request under way at any time
          --conversations  among which uniform traffic chooses, ten messages in each
          --load           with --targets and --pages: conversations that are stored while the cost of a message, or the list, is measured
          --load-messages  messages in each of them (1)
          --search         messages (such as 5000000) that are searched, and what their index costs those who write; not measured without it
          --thread         with --targets and --pages: entries of the long thread
          --json           writes the figures to a file, too
          --parts          into how many the tables are cut; nothing but that, and several servers, is measured then
          --statements     tells after each scenario where the database's time went (pg_stat_statements; costs a little itself)
          --no-peer        leaves out what the product is compared with (needs node and npm)
          --no-baseline    leaves pgbench out
        """;

    public IReadOnlyList<string> Scenarios { get; private init; } = [];

    public int Rounds { get; private init; } = 3;

    public TimeSpan Window { get; private init; } = TimeSpan.FromSeconds(4);

    public TimeSpan WarmUp { get; private init; } = TimeSpan.FromSeconds(1);

    public TimeSpan Rehearsal { get; private init; } = TimeSpan.FromSeconds(15);

    public int Connections { get; private init; } = 64;

    public int Conversations { get; private init; } = 20_000;

    public int Load { get; private init; } = 1_000_000;

    public int LoadMessages { get; private init; } = 1;

    public int Search { get; private init; }

    public int Thread { get; private init; } = 1_000_000;

    /// <summary>Into how many the tables are cut, one after the other; empty: nothing is.</summary>
    public IReadOnlyList<int> Parts { get; private init; } = [];

    public string? Json { get; private init; }

    public bool Targets { get; private init; }

    public bool Pages { get; private init; }

    /// <summary>What --figures may name.</summary>
    public static IReadOnlyList<string> AllFigures { get; } = ["overload", "failover", "telemetry"];

    public IReadOnlyList<string> Figures { get; private init; } = [];

    /// <summary>Nothing else was asked for.</summary>
    public bool OnlyPages => Pages && IsWithoutScenarios && Figures.Count == 0;

    /// <summary>What was asked for needs no scenario.</summary>
    public bool IsWithoutScenarios => (Pages || Figures.Count > 0) && !Targets && Scenarios.Count == 0 && Search == 0;

    public bool Statements { get; private init; }

    public bool Peer { get; private init; } = true;

    public bool Baseline { get; private init; } = true;

    /// <returns>Null: not understood.</returns>
    public static BenchOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new BenchOptions();
        while (!arguments.IsEmpty)
        {
            if (options.With(arguments[0]) is { } switched)
            {
                options = switched;
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

    private BenchOptions? With(string name) => name switch
    {
        "--targets" => this with { Targets = true, Pages = true, Figures = AllFigures },
        "--pages" => this with { Pages = true },
        "--statements" => this with { Statements = true },
        "--no-peer" => this with { Peer = false },
        "--no-baseline" => this with { Baseline = false },
        _ => null,
    };

    private BenchOptions? With(string name, string value) => name switch
    {
        "--scenario" => this with { Scenarios = Names(value) },
        "--figures" => Names(value).All(AllFigures.Contains) ? this with { Figures = Names(value) } : null,
        "--json" => this with { Json = value },
        "--parts" => value.Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var parts) ? parts : 0).ToList() is var all
            && all.TrueForAll(parts => parts is > 1 and < 100) ? this with { Parts = all } : null,
        _ => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (number > 0 || name == "--warmup")
            ? With(name, number)
            : null,
    };

    private static string[] Names(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private BenchOptions? With(string name, int value) => name switch
    {
        "--rounds" => this with { Rounds = value },
        "--seconds" => this with { Window = TimeSpan.FromSeconds(value) },
        "--warmup" => this with { WarmUp = TimeSpan.FromSeconds(value) },
        "--rehearsal" => this with { Rehearsal = TimeSpan.FromSeconds(value) },
        "--connections" => this with { Connections = value },
        "--conversations" => this with { Conversations = value },
        "--load" => this with { Load = value },
        "--load-messages" => this with { LoadMessages = value },
        "--search" => this with { Search = value },
        "--thread" => this with { Thread = value },
        _ => null,
    };
}
