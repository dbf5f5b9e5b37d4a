using System.Net;
using System.Text.Json;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Calls;

/// <summary>Calls over the API, with the carrier's own engine at the other end of the doors.</summary>
public sealed class CallTests(SharedInstallation shared) : Scene(shared)
{
    /// <summary>Presses the key that is asked for, and stays.</summary>
    private const string Patient = "+15002400010";

    [Fact]
    public async Task A_call_rings_the_member_then_the_contact_and_stands_in_the_thread_with_its_length()
    {
        var (anna, own) = (People.Next(), People.Next());

        var placed = await Api.Call(anna, own);

        Assert.Equal((HttpStatusCode.Created, "queued"), (placed.Status, placed.Json.Text("status")));
        var id = placed.Json.Text("id")!;
        await Api.Call(id, "completed", Cancellation);
        // That it is over may be told before how long it was.
        var call = (await Eventually.Get(() => Api.Get($"/api/v1/twilio/voice/calls/{id}"), answer => answer.Json.Number("seconds") > 0, Cancellation)).Json;
        Assert.Subset(call.Timeline().ToHashSet(), new HashSet<string>(["queued", "confirmed", "in-progress", "bridged", "completed"]));
        var head = Assert.Single(await Api.With(anna));
        Assert.Equal((0, 0), (head.Number("smsCount"), head.Number("unreadCount")));
        Assert.Equal(1, await Carrier.PostsTo(own, Cancellation));
        Assert.Equal([own, anna], (await Legs(anna)).Select(leg => leg.Text("to")));
    }

    [Fact]
    public async Task The_same_key_is_one_call_and_for_another_number_it_is_refused()
    {
        var (anna, own, key) = (People.Next(), People.Next(), Guid.NewGuid().ToString());

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Api.Call(anna, own, key)));

        Assert.Single(answers.Select(answer => answer.Json.Text("id")).Distinct());
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), await Api.Call(People.Next(), own, key) is var other ? (other.Status, other.Code) : default);
        await Api.Call(answers[0].Json.Text("id")!, "completed", Cancellation);
        Assert.Equal(1, await Carrier.PostsTo(own, Cancellation));
    }

    [Theory]
    [InlineData("+15002400002", "busy")]
    [InlineData("+15002400003", "no_answer")]
    [InlineData("+15002400004", "failed")]
    public async Task What_kept_the_contact_from_answering_is_told(string contact, string status)
    {
        var placed = await Api.Call(contact, Patient);

        var call = await Api.Call(placed.Json.Text("id")!, status, Cancellation);

        Assert.Null(call.Number("seconds"));
    }

    [Theory]
    [InlineData("+15002400003")] // never picks up
    [InlineData("+15002400005")] // a mailbox, which presses no key
    public async Task A_member_who_does_not_press_a_key_keeps_the_contact_from_being_called(string own)
    {
        var anna = People.Next();

        var placed = await Api.Call(anna, own);

        await Api.Call(placed.Json.Text("id")!, "member_missed", Cancellation);
        Assert.Empty(await Legs(anna));
    }

    [Fact]
    public async Task A_call_whose_answer_is_lost_is_posted_once_and_told_by_the_callbacks()
    {
        var (anna, own) = (People.Next(), People.Next());
        await Carrier.Fault(new { effect = "resetAfterExecute", to = own, method = "POST", count = 1 }, Cancellation);

        var placed = await Api.Call(anna, own);

        await Api.Call(placed.Json.Text("id")!, "completed", Cancellation);
        Assert.Equal(1, await Carrier.PostsTo(own, Cancellation));
    }

    [Fact]
    public async Task Callbacks_that_come_twice_and_in_another_order_tell_the_same_story()
    {
        var (anna, own) = (People.Next(), People.Next());
        await Carrier.Fault(new { effect = "callbackReorder", to = own }, Cancellation);
        await Carrier.Fault(new { effect = "callbackDuplicate", to = own }, Cancellation);
        await Carrier.Fault(new { effect = "callbackDuplicate", to = anna }, Cancellation);

        var placed = await Api.Call(anna, own);

        var call = await Api.Call(placed.Json.Text("id")!, "completed", Cancellation);
        var told = call.GetProperty("timeline").EnumerateArray().Select(entry => (entry.Text("leg"), entry.Text("status"))).ToList();
        Assert.Equal(told.Distinct(), told);
        Assert.Equal(1, await Carrier.PostsTo(own, Cancellation));
    }

    [Fact]
    public async Task A_call_that_rings_can_be_canceled()
    {
        var placed = await Api.Call(People.Next(), "+15002400003");
        var id = placed.Json.Text("id")!;
        await Api.Call(id, "calling_member", Cancellation);

        Assert.Equal(HttpStatusCode.OK, (await Api.HangUp(id)).Status);

        await Api.Call(id, "canceled", Cancellation);
    }

    [Fact]
    public async Task A_voicemail_is_unread_and_can_be_heard()
    {
        var anna = People.Next();

        await Carrier.Ring(anna, OurLines.First, new { hangupAfter = 30 }, Cancellation);

        var head = Assert.Single(await Eventually.Get(() => Api.With(anna), heads => heads is [var one] && one.Number("unreadCount") == 1, Cancellation));
        var call = await Eventually.Get(() => Newest(head.Text("id")!), call => Recording(call)?.Text("status") == "ready", Cancellation);
        Assert.Equal("voicemail", call.Text("status"));
        var sound = await Api.Get($"/calls/{call.Text("id")}/recordings/{Recording(call)!.Value.Text("sid")}");
        Assert.Equal((HttpStatusCode.OK, "audio/x-wav"), (sound.Status, sound.ContentType));
        Assert.StartsWith("RIFF", sound.Text, StringComparison.Ordinal);
        Assert.Equal(1, await Installation.Database.Count("select count(*) from conversations where id::text = $1 and missed_count = 1", head.Text("id")!));
    }

    [Fact]
    public async Task A_caller_who_withholds_the_number_is_taken_all_the_same()
    {
        await Carrier.Ring("anonymous", OurLines.First, new { hangupAfter = 2, speaks = 0 }, Cancellation);

        await Eventually.Get(
            () => Api.Get("/api/v1/conversations?limit=200"),
            list => list.Json.GetProperty("conversations").EnumerateArray().Any(head => head.Text("contact") == "ANONYMOUS" && head.Number("unreadCount") > 0), Cancellation);
    }

    [Fact]
    public async Task Of_two_members_who_press_the_key_in_the_same_instant_one_talks_and_the_other_is_let_go()
    {
        var (anna, line) = (People.Next(), await Installation.NewLine(Cancellation));
        await Webhooks.Receive(Webhook.Text(anna, "I call in a minute", ("To", line)));
        (Guid Member, string Phone)[] team = [(await Member(line), People.Next()), (await Member(line), People.Next())];
        foreach (var (member, phone) in team)
        {
            await Installation.Database.Execute($"insert into member_phones (user_id, number, is_available, updated_at) values ('{member}', '{phone}', true, now())");
        }

        await Carrier.Ring(anna, line, new { hangupAfter = 40 }, Cancellation);

        var conversation = Assert.Single(await Api.With(anna, line)).Text("id")!;
        var call = await Eventually.Get(() => In(conversation), call => call.ValueKind == JsonValueKind.Object && call.Text("status") == "completed", Cancellation);
        Assert.Contains(call.Text("userId"), team.Select(one => one.Member.ToString()));
        Assert.Single(call.Timeline(), "accepted");
        var legs = (await Carrier.Calls(Cancellation)).Where(leg => team.Any(one => one.Phone == leg.Text("to"))).ToList();
        Assert.Equal((2, 2), (legs.Count, legs.Count(leg => leg.Text("status") == "completed")));
    }

    [Fact]
    public async Task A_flood_of_calls_from_one_number_rings_ten_times_and_the_rest_hears_busy()
    {
        var (anna, line) = (People.Next(), await Installation.NewLine(Cancellation));
        for (var i = 0; i < 12; i++)
        {
            await Carrier.Ring(anna, line, new { hangupAfter = 1, speaks = 0 }, Cancellation);
        }

        var conversation = Assert.Single(await Eventually.Get(() => Api.With(anna, line), heads => heads.Length == 1, Cancellation)).Text("id")!;
        var calls = await Eventually.Get(
            () => AllIn(conversation), all => all.Count == 12 && all.TrueForAll(call => call.Text("status") is "missed" or "turned_away"), Cancellation);
        Assert.Equal(2, calls.Count(call => call.Text("status") == "turned_away"));
        Assert.Equal(10, Assert.Single(await Api.With(anna, line)).Number("unreadCount"));
        Assert.Equal(2, (await Carrier.Calls(Cancellation)).Count(leg => leg.Text("from") == anna && leg.Text("status") == "busy"));
    }

    private async Task<Guid> Member(string line)
    {
        var member = await Strangers.Add(Installation, $"{Guid.NewGuid():N}@example.com");
        await Strangers.Join(Installation, member, line);
        return member;
    }

    private async Task<JsonElement> In(string conversation) => (await AllIn(conversation)).FirstOrDefault();

    private async Task<List<JsonElement>> AllIn(string conversation) =>
        [.. (await Api.Get("/api/v1/twilio/voice/calls?kind=inbound&limit=100")).Json.GetProperty("calls").EnumerateArray().Where(call => call.Text("conversationId") == conversation)];

    private async Task<JsonElement> Newest(string conversation)
    {
        var calls = await Api.Get("/api/v1/twilio/voice/calls?kind=missed");
        return calls.Json.GetProperty("calls").EnumerateArray().First(call => call.Text("conversationId") == conversation);
    }

    private static JsonElement? Recording(JsonElement call) =>
        call.GetProperty("recordings").EnumerateArray() is var recordings && recordings.Any() ? recordings.First() : null;

    /// <summary>The legs of the call that reached a contact, the first of them first; none when nobody dialled the contact.</summary>
    private async Task<List<JsonElement>> Legs(string contact)
    {
        var all = await Carrier.Calls(Cancellation);
        return all.FirstOrDefault(leg => leg.Text("to") == contact) is { ValueKind: JsonValueKind.Object } reached
            ? [.. all.Where(leg => leg.Text("sid") == reached.Text("parent_call_sid")), reached]
            : [];
    }
}
