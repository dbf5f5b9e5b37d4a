using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Conversations;

namespace OrleansSms.Silo.Tests.Telemetry;

[Collection(nameof(Watched))]
public sealed class TraceTests(WatchedHouse house)
{
    private const string Webhook = "POST /api/v1/twilio/sms/webhook";
    private const string Send = "POST /api/v1/twilio/sms/send";

    [Fact]
    public async Task One_text_that_comes_in_is_one_trace_from_the_carriers_door_to_a_screen_of_another_silo()
    {
        const string contact = "+447700900701";
        const string body = "nobody but us reads this";
        await using var screen = await house.Look();

        await house.Receive(contact, body);
        var trace = await TraceOf(contact, trace => Named(trace, Webhook) && Count(trace, "change arrives") == 2 && Named(trace, "show changes"));

        var shown = house.Spans.Way(trace.Single(span => span.OperationName == "show changes"));
        Assert.Equal(Webhook, shown[^1].DisplayName);
        Assert.Equal(["show changes", "change arrives", "decide and commit"], shown.Take(3).Select(span => span.OperationName));
        Assert.Contains(shown, span => span.Kind == ActivityKind.Server && span.DisplayName == "IConversationGrain/Receive");

        var committed = trace.Where(span => span.Source.Name == "Npgsql").Select(house.Spans.Way).Where(way => way[1].OperationName == "commit group").ToList();
        Assert.NotEmpty(committed);
        Assert.All(committed, way => Assert.Equal(("decide and commit", Webhook), (way[2].OperationName, way[^1].DisplayName)));
        Assert.All(trace, span => AssertSaysNothingOf(span, body, contact, house.Line));
    }

    [Fact]
    public async Task A_text_is_posted_in_a_trace_of_its_own_that_is_linked_with_the_one_that_wrote_it()
    {
        const string contact = "+447700900702";
        using var http = house.First.CreateClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", house.Owner.Token);
        using var answer = await http.PostAsJsonAsync(new Uri("/api/v1/twilio/sms/send", UriKind.Relative), new { to = contact, from = house.Line, body = "hello" }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();

        // The carrier answers when the news of the text is everywhere.
        var written = await TraceOf(contact, trace => Named(trace, Send) && Count(trace, "change arrives") == 2);
        house.Carrier.TrySetResult();
        var conversation = Conversation(contact);
        var posted = await house.Spans.Trace(
            span => span.OperationName == "post message" && WatchedHouse.IsAbout(span, conversation), trace => trace.Exists(span => span.Parent is null && span.OperationName == "post message"));

        var post = posted.Single(span => span.OperationName == "post message");
        Assert.NotEqual(written[0].TraceId, post.TraceId);
        Assert.Equal(written[0].TraceId, Assert.Single(post.Links).Context.TraceId);
        Assert.Equal(default, post.ParentSpanId);
        Assert.Contains(posted, span => span.DisplayName.EndsWith("/Report", StringComparison.Ordinal));
        Assert.All(posted.Concat(written), span => AssertSaysNothingOf(span, "hello", contact, house.Line));
    }

    [Fact]
    public async Task What_a_stranger_says_of_traces_is_not_believed()
    {
        const string contact = "+447700900703";
        const string theirs = "0af7651916cd43dd8448eb211c80319c";

        await house.Receive(contact, "x", $"00-{theirs}-b7ad6b7169203331-01");
        var trace = await TraceOf(contact, trace => Named(trace, Webhook));

        Assert.NotEqual(theirs, trace[0].TraceId.ToHexString());
        Assert.Equal(default, trace.Single(span => span.DisplayName == Webhook).ParentSpanId);
    }

    [Fact]
    public async Task A_clock_that_asks_the_database_begins_no_trace()
    {
        await house.Receive("+447700900704", "x");
        await TraceOf("+447700900704", trace => Named(trace, Webhook));

        Assert.DoesNotContain(house.Spans.All, span => span.Kind == ActivityKind.Client && span.ParentSpanId == default);
    }

    private ConversationId Conversation(string contact) => house.First.Services.GetRequiredService<IConversationIds>().For(house.Line, contact);

    private Task<List<Activity>> TraceOf(string contact, Func<List<Activity>, bool> isWhole)
    {
        var conversation = Conversation(contact);
        return house.Spans.Trace(span => span.OperationName == "decide and commit" && WatchedHouse.IsAbout(span, conversation), isWhole);
    }

    private static bool Named(List<Activity> trace, string name) => trace.Exists(span => span.DisplayName == name);

    private static int Count(List<Activity> trace, string name) => trace.Count(span => span.OperationName == name);

    private static void AssertSaysNothingOf(Activity span, params string[] secrets)
    {
        var said = string.Join('\n', [span.DisplayName, span.StatusDescription, .. Values(span.TagObjects), .. span.Events.SelectMany(told => Values(told.Tags))]);
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(secret.TrimStart('+'), said, StringComparison.Ordinal);
            Assert.DoesNotContain(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(secret)), said, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string?> Values(IEnumerable<KeyValuePair<string, object?>> tags) => tags.Select(tag => tag.Value?.ToString());
}
