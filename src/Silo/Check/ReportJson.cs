using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansSms.Postgres.Checks;

namespace OrleansSms.Silo.Check;

/// <summary>The report for scripts.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(CheckReport report) => JsonSerializer.Serialize(report, Options) + "\n";
}
