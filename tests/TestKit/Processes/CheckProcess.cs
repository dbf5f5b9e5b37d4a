namespace OrleansSms.TestKit.Processes;

/// <summary>The operator's checker as a process.</summary>
public sealed class CheckProcess : ProgramProcess
{
    private CheckProcess(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
        : base(BuiltPrograms.Silo, ["check", .. arguments], environment)
    {
    }

    /// <param name="connectionString">Null: none is named, outside Development.</param>
    public static CheckProcess Start(string? connectionString, params IEnumerable<string> arguments) =>
        new(arguments, connectionString is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["ConnectionStrings__Postgres"] = connectionString });
}
