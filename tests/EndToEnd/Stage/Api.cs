using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Stage;

/// <summary>The API as a program of a customer sees it: paths and JSON, none of our types.</summary>
internal sealed class Api(HttpClient http)
{
    public const string SendPath = "/api/v1/twilio/sms/send";

    public Task<Answer> Send(string to, string body, string from = OurLines.First, string? key = null) => Send(new { to, from, body }, key);

    public async Task<Answer> Send(object text, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, SendPath) { Content = JsonContent.Create(text) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await Ask(request);
    }

    public async Task<Answer> Post(string path, string body, string contentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        // A refusal may come before the body is read: ask first, or the connection breaks under the writing.
        request.Headers.ExpectContinue = true;
        return await Ask(request);
    }

    public async Task<Answer> Get(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await Ask(request);
    }

    public async Task<Answer> Put(string path, byte[] content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new ByteArrayContent(content) };
        return await Ask(request);
    }

    public async Task<Answer> Delete(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        return await Ask(request);
    }

    /// <summary>Places a call to a contact that rings a phone of ours first.</summary>
    public async Task<Answer> Call(string to, string via, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/twilio/voice/call") { Content = JsonContent.Create(new { from = OurLines.First, to, via }) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await Ask(request);
    }

    public Task<Answer> HangUp(string call) => Post($"/api/v1/twilio/voice/calls/{call}/hang-up", "", "application/json");

    /// <summary>A call once it stands as wanted.</summary>
    public Task<JsonElement> Call(string call, string status, CancellationToken cancellation) => Call(call, now => now == status, cancellation);

    public async Task<JsonElement> Call(string call, Func<string?, bool> isRight, CancellationToken cancellation) =>
        (await Eventually.Get(() => Get($"/api/v1/twilio/voice/calls/{call}"), answer => isRight(answer.Json.Text("status")), cancellation)).Json;

    public Task<Answer> Thread(string conversation, string query = "") => Get($"/api/v1/twilio/sms/conversation/{conversation}{query}");

    /// <summary>The heads between a line and a contact: one at most.</summary>
    public async Task<JsonElement[]> With(string contact, string line = OurLines.First)
    {
        var list = await Get($"/api/v1/conversations?line={Uri.EscapeDataString(line)}&q={Uri.EscapeDataString(contact)}");
        return [.. list.Json.GetProperty("conversations").EnumerateArray().Where(head => head.Text("contact") == contact)];
    }

    /// <summary>The conversation's messages once there is one that is as it should be.</summary>
    public async Task<JsonElement> Message(string conversation, Func<JsonElement, bool> isRight, CancellationToken cancellation)
    {
        var thread = await Eventually.Get(() => Thread(conversation), answer => answer.Messages().Any(isRight), cancellation);
        return thread.Messages().Single(isRight);
    }

    /// <summary>A message we sent, once it has a status.</summary>
    public Task<JsonElement> Settled(Answer sent, string status, CancellationToken cancellation) =>
        Message(sent.Json.Text("conversationId")!, message => message.Text("id") == sent.Json.Text("id") && message.Text("status") == status, cancellation);

    private async Task<Answer> Ask(HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request);
        return await Answer.Of(response);
    }
}
