using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using OrleansSms.EndToEnd.Stage;

namespace OrleansSms.EndToEnd.Survival.Outside;

/// <summary>When all is quiet: what the outside world wanted stands exactly once, here and at the carrier.</summary>
internal static class Verdict
{
    public static async Task Of(Trial trial, string when, CancellationToken cancellation)
    {
        await trial.Agrees(when);
        var stored = await Stored(trial.Database, cancellation);
        var intents = trial.World.Intents;
        var state = await trial.Carrier.Http.GetFromJsonAsync<JsonElement>("/_sim/state", cancellation);
        var atTheCarrier = state.GetProperty("messages").EnumerateArray().ToLookup(text => text.Text("direction") == "inbound");

        // What handsets texted is the carrier's own: it stands here whether or not a webhook of it ever arrived.
        var texted = intents.Inbound.Concat(atTheCarrier[true].Select(text => new Inbound(text.Text("sid")!, text.Text("body")!)));
        Once(texted.Select(text => $"{text.Sid} “{text.Body}”"), stored.Where(row => row.IsInbound).Select(row => $"{row.Sid} “{row.Body}”"), when);
        Once(intents.Outbound.Select(text => $"{text.Id} “{text.Body}”"), stored.Where(row => !row.IsInbound).Select(row => $"{row.Id} “{row.Body}”"), when);
        AtTheCarrier(atTheCarrier[false], when, stored);

        await Calls(trial, when, cancellation);
        var byId = stored.Where(row => !row.IsInbound).ToDictionary(row => row.Id);
        Assert.All(intents.Reports.Values, report => Assert.Equal((1, "read"), (byId[report.MessageId].TimesRead, byId[report.MessageId].Status)));
        Assert.Empty(await NotUnderstood(trial, cancellation));
    }

    private static void Once(IEnumerable<string> wanted, IEnumerable<string> stored, string when)
    {
        var (all, found) = (wanted.ToList(), stored.CountBy(text => text).ToDictionary());
        Assert.True(all.TrueForAll(found.ContainsKey), $"{when}, lost: {string.Join(", ", all.Where(text => !found.ContainsKey(text)))}");
        Assert.True(found.Values.All(times => times == 1), $"{when}, doubled: {string.Join(", ", found.Where(text => text.Value > 1))}");
        Assert.True(found.Count == all.Count, $"{when}, never wanted: {string.Join(", ", found.Keys.Except(all))}");
    }

    /// <summary>Texted once, or not at all and then nobody is told that it was.</summary>
    private static void AtTheCarrier(IEnumerable<JsonElement> sent, string when, List<Row> stored)
    {
        var texts = sent.ToLookup(text => text.Text("body")!);

        Assert.Empty(texts.Select(text => text.Key).Except(stored.Where(row => !row.IsInbound).Select(row => row.Body)));
        foreach (var row in stored.Where(row => !row.IsInbound))
        {
            var times = texts[row.Body].Count();
            var isTrue = times == 0 ? row.Status is "in_doubt" or "failed" : row.Status is not ("queued" or "scheduled" or "failed");
            Assert.True(times <= 1 && isTrue, $"{when}: “{row.Body}” shows {row.Status} and is {times} times at the carrier.");
        }
    }

    /// <summary>Each call stands once here, its phone rang once at most, and what was written down of it stands once beside it.</summary>
    private static async Task Calls(Trial trial, string when, CancellationToken cancellation)
    {
        var rung = (await trial.Carrier.Calls(cancellation)).Where(leg => leg.Text("direction") == "outbound-api").CountBy(leg => leg.Text("to")!).ToDictionary();
        Assert.All(trial.World.Intents.Calls, call => Assert.True(rung.GetValueOrDefault(call.Via) <= 1, $"{when}: {call.Via} rang more than once."));
        Assert.Equal(trial.World.Intents.Calls.Count, await trial.Database.Count("select count(*) from calls where direction = $1", "outbound"));

        var written = await Written(trial.Database, cancellation);
        Assert.All(trial.World.Intents.Transcripts.Values, spoken => Assert.Equal(spoken.Text, written.GetValueOrDefault(spoken.CallId)));
    }

    private static async Task<Dictionary<Guid, string>> Written(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var select = database.CreateCommand("select id, call_said(recordings) from calls where call_said(recordings) is not null");
        await using var rows = await select.ExecuteReaderAsync(cancellation);
        var written = new Dictionary<Guid, string>();
        while (await rows.ReadAsync(cancellation))
        {
            written.Add(rows.GetGuid(0), rows.GetString(1));
        }

        return written;
    }

    private static async Task<List<string>> NotUnderstood(Trial trial, CancellationToken cancellation)
    {
        await using var select = trial.Database.CreateCommand("""
            select kind || ': ' || reason || ': ' || target || ' ' || body from webhook_tray
            where state = 'open' and not ($1 and kind = 'call-status' and not exists (select from calls where strpos(body, call_sid) > 0))
            union all select 'orphan: ' || word || ': ' || target || ' ' || body from orphan_reports
            """);
        select.Parameters.Add(new() { Value = trial.MissesCalls });
        await using var rows = await select.ExecuteReaderAsync(cancellation);
        var left = new List<string>();
        while (await rows.ReadAsync(cancellation))
        {
            left.Add(rows.GetString(0));
        }

        return left;
    }

    private static async Task<List<Row>> Stored(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var select = database.CreateCommand("""
            select id, direction = 'inbound', message_sid, body, status,
              (select count(*)::int from jsonb_array_elements(timeline) report where report->>'status' = 'read')
            from sms_messages
            """);
        await using var rows = await select.ExecuteReaderAsync(cancellation);
        var stored = new List<Row>();
        while (await rows.ReadAsync(cancellation))
        {
            stored.Add(new(rows.GetGuid(0), rows.GetBoolean(1), rows.IsDBNull(2) ? null : rows.GetString(2), rows.GetString(3), rows.GetString(4), rows.GetInt32(5)));
        }

        return stored;
    }

    private sealed record Row(Guid Id, bool IsInbound, string? Sid, string Body, string Status, int TimesRead);
}
