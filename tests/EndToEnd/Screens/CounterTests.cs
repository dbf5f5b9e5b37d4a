using System.Text.Json;
using OrleansSms.Conversations;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.Tests;

namespace OrleansSms.EndToEnd.Screens;

/// <summary>The page's own rules, run where they run: in a browser, on the texts that the server's rules are tried with.</summary>
[Collection(nameof(Screens))]
public sealed class CounterTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    private const string Rules = """
        async texts => {
            const at = '/_content/OrleansSms.Web/js/', counter = await import(at + 'counter.js'), plain = await import(at + 'plain.js'), flight = await import(at + 'flight.js');
            return {
                table: [...plain.table],
                texts: texts.map(t => ({ ...counter.segments(t), plain: plain.toPlain(t), words: counter.words(t), accused: plain.accused(counter.blame(t)), gaps: flight.gaps(t) })),
            };
        }
        """;

    [Fact]
    public async Task The_page_counts_and_replaces_as_the_server_does()
    {
        string[] texts = [.. TextVectors.Counted.Select(vector => vector.Text), .. TextVectors.Plain.Select(vector => vector.Text)];
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/inbox");
            var said = await screen.Page.EvaluateAsync<JsonElement>(Rules, texts);

            Assert.Equal(
                TextVectors.Counted.Select(vector => (vector.Gsm7, vector.Units, vector.Segments)),
                said.GetProperty("texts").EnumerateArray().Take(TextVectors.Counted.Length)
                    .Select(one => (one.GetProperty("gsm7").GetBoolean(), one.GetProperty("units").GetInt32(), one.GetProperty("segments").GetInt32())));
            Assert.Equal(
                TextVectors.Plain.Select(vector => vector.Plain),
                said.GetProperty("texts").EnumerateArray().Skip(TextVectors.Counted.Length).Select(one => one.GetProperty("plain").GetString()));
            Assert.Equal(
                PlainSigns.Table.OrderBy(sign => sign.Key, StringComparer.Ordinal).Select(sign => (sign.Key, (string?)sign.Value)),
                said.GetProperty("table").EnumerateArray().Select(sign => (sign[0].GetString()!, sign[1].GetString())).OrderBy(sign => sign.Item1, StringComparer.Ordinal));
        });
    }

    [Fact]
    public async Task The_counter_says_how_much_room_is_left_and_what_takes_it()
    {
        (string Text, string Words, string Accused)[] said =
        [
            ("", "", ""),
            (A(42), "42 / 160", ""),
            (A(160), "160 / 160", ""),
            (A(161), "145 left · 2 texts", ""),
            (A(157) + "€[", "145 left · 2 texts", ""),
            (new('я', 25), "25 / 70", "“я” makes each text 70 characters instead of 160"),
            (A(150) + "😀", "49 left · 3 texts", "“😀” makes each text 70 characters instead of 160"),
            ("It\u2019s\u00a0ok", "7 / 70", "“\u2019” and a fixed space make each text 70 characters instead of 160"),
            ("abcdef \u0142 \u00e7 \u00bd \u00a9", "14 / 70", "“\u0142”, “\u00e7”, “\u00bd” and others make each text 70 characters instead of 160"),
        ];
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/inbox");
            var answers = (await screen.Page.EvaluateAsync<JsonElement>(Rules, said.Select(one => one.Text).ToArray())).GetProperty("texts");

            Assert.Equal(
                said.Select(one => (one.Words, one.Accused)),
                answers.EnumerateArray().Select(one => (one.GetProperty("words").GetString()!, one.GetProperty("accused").GetString()!)));
        });
    }

    private static string A(int length) => new('a', length);
}
