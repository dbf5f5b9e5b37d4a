using System.Text.Json;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Sweeps;

/// <summary>An installation of its own whose sweeps take texts from the first second on, and begin when a test says so.</summary>
internal static class Swept
{
    public const string Path = "/api/v1/lines/" + OurLines.First + "/sweep";

    public static Func<SiloSettings, SiloSettings> Settings(params (string Key, string Value)[] more) => settings => settings with
    {
        More = new Dictionary<string, string>(more.Select(one => KeyValuePair.Create("Sweeps__" + one.Key, one.Value)))
        {
            ["Sweeps__Grace"] = "00:00:00",
            ["Sweeps__Every"] = "1.00:00:00",
        },
    };

    /// <summary>The webhooks of a carrier that cannot reach us: texts stay with it.</summary>
    public static Task<string> LoseWebhooks(this SimulatorProcess carrier, CancellationToken cancellation) =>
        carrier.Fault(new { effect = "dropInbound" }, cancellation);

    /// <summary>The first sweep, which a silo makes when it starts, is over.</summary>
    public static Task<JsonElement> FirstSweep(this Installation installation, CancellationToken cancellation) =>
        installation.Sweep(look => look.Text("endedAt") is not null, cancellation);

    /// <summary>Sweeps now and waits for the end; a sweep that began before does not count.</summary>
    public static Task<JsonElement> SweepNow(this Installation installation, CancellationToken cancellation) => installation.Api.SweepNow(cancellation);

    public static async Task<JsonElement> SweepNow(this Api api, CancellationToken cancellation)
    {
        var before = (await api.Get(Path)).Json;
        await api.Post(Path, "", "text/plain");
        return await api.Until(
            sweep => Looks.All(look => sweep.GetProperty(look).Text("endedAt") is { } ended
                && ended != before.GetProperty(look).Text("endedAt") && !sweep.GetProperty(look).GetProperty("isUnderWay").GetBoolean()),
            cancellation);
    }

    /// <summary>The sweep of the first line once its look for texts is as it should be.</summary>
    public static Task<JsonElement> Sweep(this Installation installation, Func<JsonElement, bool> texts, CancellationToken cancellation) =>
        installation.Api.Until(sweep => texts(sweep.GetProperty("texts")), cancellation);

    /// <summary>Versions of every row of a table: what was written again has another one.</summary>
    public static async Task<string> RowVersions(this Installation installation)
    {
        await using var command = installation.Database.CreateCommand("""
            select (select string_agg(id || ':' || version || ':' || xmin, ',' order by id) from conversations)
                || (select coalesce(string_agg(conversation_id || ':' || number || ':' || xmin, ',' order by conversation_id, number), '') from sms_messages)
                || (select coalesce(string_agg(conversation_id || ':' || number || ':' || xmin, ',' order by conversation_id, number), '') from calls)
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static readonly string[] Looks = ["texts", "calls", "statuses", "prices"];

    private static async Task<JsonElement> Until(this Api api, Func<JsonElement, bool> isRight, CancellationToken cancellation) =>
        (await Eventually.Get(() => api.Get(Path), answer => isRight(answer.Json), cancellation)).Json;
}
