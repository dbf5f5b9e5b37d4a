using System.Security.Cryptography;
using System.Text;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Stage;

/// <summary>A webhook as the carrier sends it, where a test needs one that the simulator would not send.</summary>
internal sealed class Webhook(HttpClient http, Uri publicAddress)
{
    public const string InboundPath = "/api/v1/twilio/sms/webhook";
    public const string StatusPath = "/api/v1/twilio/sms/status-callback";
    public const string TranscriptPath = "/api/v1/twilio/voice/transcript";
    private static int _sids;

    public static Uri Inbound(SiloSettings silo) => new(silo.PublicAddress ?? silo.Address, InboundPath);

    public static Uri Voice(SiloSettings silo, string step) => new(silo.PublicAddress ?? silo.Address, "/api/v1/twilio/voice/" + step);

    public static Webhook To(SiloProcess silo) => new(silo.Anonymous, silo.Settings.PublicAddress ?? silo.Address);

    public static string NextSid() => $"SM{Interlocked.Increment(ref _sids):x8}{new string('e', 24)}";

    /// <summary>An inbound text's fields, with some changed; null leaves a field out.</summary>
    public static Dictionary<string, string> Text(string from, string body, params (string Name, string? Value)[] changes)
    {
        var fields = new Dictionary<string, string>
        {
            ["MessageSid"] = NextSid(),
            ["AccountSid"] = Carriers.AccountSid,
            ["From"] = from,
            ["To"] = OurLines.First,
            ["Body"] = body,
            ["NumMedia"] = "0",
            ["NumSegments"] = "1",
            ["ApiVersion"] = "2010-04-01",
        };
        foreach (var (name, value) in changes)
        {
            fields.Remove(name);
            if (value is not null)
            {
                fields[name] = value;
            }
        }

        return fields;
    }

    public Task<Answer> Receive(Dictionary<string, string> fields) => Post(InboundPath, fields, Sign(InboundPath, fields, Carriers.AuthToken));

    public Task<Answer> Report(Dictionary<string, string> fields, string query = "") =>
        Post(StatusPath + query, fields, Sign(StatusPath + query, fields, Carriers.AuthToken));

    /// <summary>What the carrier wrote down of a recording.</summary>
    public Task<Answer> Write(Dictionary<string, string> fields, string query) =>
        Post(TranscriptPath + query, fields, Sign(TranscriptPath + query, fields, Carriers.AuthToken));

    public string Sign(string target, Dictionary<string, string> fields, string token)
    {
        var signed = new StringBuilder(publicAddress.GetLeftPart(UriPartial.Authority)).Append(target);
        foreach (var (name, value) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            signed.Append(name).Append(value);
        }

#pragma warning disable CA5350 // The carrier's choice.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(signed.ToString())));
#pragma warning restore CA5350
    }

    public async Task<Answer> Post(string target, Dictionary<string, string> fields, string? signature)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await Post(target, form, signature);
    }

    public async Task<Answer> Post(string target, HttpContent body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = body };
        if (signature is not null)
        {
            request.Headers.Add("X-Twilio-Signature", signature);
        }

        using var response = await http.SendAsync(request);
        return await Answer.Of(response);
    }
}
