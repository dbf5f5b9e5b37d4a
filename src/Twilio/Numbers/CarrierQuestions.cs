using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansSms.Twilio.Outbound;
using Polly.Timeout;

namespace OrleansSms.Twilio.Numbers;

/// <summary>
/// Asks the carrier while a person waits, of accounts, numbers and calls. Only addresses below the configured origins are ever asked: what an answer says
/// about where it goes on can choose a page, but no host and no path.
/// </summary>
internal sealed partial class CarrierQuestions(IHttpClientFactory clients, IOptions<TwilioOptions> options, ILogger<CarrierQuestions> logger)
{
    public const string Client = "twilio-questions";

    /// <summary>The address of something of an account.</summary>
    public Uri Api(string path) => new(Origin(options.Value.ApiBaseUrl), $"2010-04-01/Accounts/{path}");

    /// <summary>The address of something of the API of messaging services.</summary>
    public Uri Messaging(string path) => new(Origin(options.Value.MessagingBaseUrl ?? Neighbour(options.Value.ApiBaseUrl)), $"v1/{path}");

    public Task<CarrierReply> Get(AuthenticationHeaderValue who, Uri address, CancellationToken cancellation) =>
        Ask(new(HttpMethod.Get, address), who, cancellation);

    /// <summary>Only for what may be said twice: it is repeated when no answer comes.</summary>
    public Task<CarrierReply> Post(AuthenticationHeaderValue who, Uri address, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellation) =>
        Ask(new(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) }, who, cancellation);

    public Task<CarrierReply> Delete(AuthenticationHeaderValue who, Uri address, CancellationToken cancellation) =>
        Ask(new(HttpMethod.Delete, address), who, cancellation);

    /// <summary>The address of the next page; null: that was the last one, or it leads elsewhere.</summary>
    public static Uri? Next(Uri asked, string? told) =>
        told is { Length: > 0 } && Uri.TryCreate(asked, told, out var next)
        && Uri.Compare(next, asked, UriComponents.SchemeAndServer | UriComponents.UserInfo | UriComponents.Path, UriFormat.UriEscaped, StringComparison.Ordinal) == 0
        && next != asked
            ? next
            : null;

    private async Task<CarrierReply> Ask(HttpRequestMessage request, AuthenticationHeaderValue who, CancellationToken cancellation)
    {
        using (request)
        {
            request.Headers.Authorization = who;
            using var client = clients.CreateClient(Client);
            try
            {
                using var response = await client.SendAsync(request, cancellation);
                var json = CarrierJson.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
                if (!response.IsSuccessStatusCode)
                {
                    LogRefused(logger, (int)response.StatusCode, AnswerReading.CodeOf(json));
                }

                return new(response.StatusCode, json);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or TimeoutRejectedException)
            {
                LogNoAnswer(logger, fault.GetType().Name, (fault as HttpRequestException)?.HttpRequestError);
                return new(null, null);
            }
        }
    }

    private static Uri Origin(string address) => new(address.TrimEnd('/') + "/");

    /// <summary>The carrier's products stand side by side: <c>api.dublin.ie1.…</c>, <c>messaging.dublin.ie1.…</c>.</summary>
    private static string Neighbour(string api)
    {
        var address = new UriBuilder(api);
        if (address.Host.StartsWith("api.", StringComparison.OrdinalIgnoreCase))
        {
            address.Host = "messaging" + address.Host[3..];
        }

        return address.Uri.AbsoluteUri;
    }

    [LoggerMessage(LogLevel.Information, "The carrier's answer to a question: HTTP {Status}, code {Code}")]
    private static partial void LogRefused(ILogger logger, int status, int? code);

    [LoggerMessage(LogLevel.Warning, "The carrier did not answer a question ({Fault}, {HttpError})")]
    private static partial void LogNoAnswer(ILogger logger, string fault, HttpRequestError? httpError);
}
