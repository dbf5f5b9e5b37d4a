using System.Text.RegularExpressions;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Stage;

/// <summary>Looks through what a silo wrote for what must never be written: secrets, what people wrote, whole phone numbers.</summary>
internal static partial class LogSearch
{
    // Shorter ones may be words of the program's own.
    private const int Telling = 8;

    public static async Task<List<string>> Leaks(Installation installation)
    {
        var settings = installation.Silo.Settings;
        List<string> secrets = [Carriers.AuthToken, settings.Owner!.Password, settings.Owner.ApiToken, Strangers.Password];
        await using var bodies = installation.Database.CreateCommand("select distinct body from sms_messages where length(body) >= $1");
        bodies.Parameters.Add(new() { Value = Telling });
        await using (var reader = await bodies.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                secrets.Add(reader.GetString(0));
            }
        }

        return [.. installation.Silo.Log.Lines.Where(line => PhoneNumber().IsMatch(line) || secrets.Exists(secret => line.Contains(secret, StringComparison.Ordinal)))];
    }

    [GeneratedRegex(@"\+\d{9,15}\b")]
    private static partial Regex PhoneNumber();
}
