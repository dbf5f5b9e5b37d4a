using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Webhooks;

/// <summary>Makes one attempt: challenge for user info, redirects, time limits, and the name of what went wrong.</summary>
internal sealed class WebhookAttempts(SimulatedClock clock) : IDisposable
{
    private const int MostHops = 10;
    private const int LoggedAnswer = 4 * 1024;

    private readonly HttpMessageInvoker _http = WebhookConnection.Open();

    public async Task<WebhookAttempt> Make(Webhook webhook, ConnectionOverrides limits, CancellationToken total)
    {
        var address = WebAddress.Parse(webhook.Url);
        var (method, fields) = (webhook.Method, webhook.Fields);
        var attempt = new WebhookAttempt { At = clock.GetUtcNow(), Url = webhook.Url, Method = method };
        var started = Stopwatch.GetTimestamp();
        try
        {
            for (var hop = 0; ; hop++)
            {
                using var response = await Request(webhook, address, method, fields, limits, total);
                if (NextHop(address, response) is not { } next)
                {
                    await Read(attempt, response, webhook.LongestAnswer, limits, total);
                    break;
                }

                if (hop == MostHops)
                {
                    Fail(attempt, 11215, FailureKind.Other);
                    break;
                }

                address = next;
                if ((int)response.StatusCode is 301 or 302 or 303)
                {
                    (method, fields) = ("GET", []);
                }
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException or UriFormatException)
        {
            Name(attempt, exception, total);
        }

        attempt.DurationMs = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1);
        return attempt;
    }

    public void Dispose() => _http.Dispose();

    private static WebAddress? NextHop(WebAddress address, HttpResponseMessage response)
    {
        var isRedirect = (int)response.StatusCode is 301 or 302 or 303 or 307 or 308;
        return isRedirect && response.Headers.Location is { } location
            ? WebAddress.Parse(new Uri(address.ToUri(), location).AbsoluteUri)
            : null;
    }

    private async Task<HttpResponseMessage> Request(
        Webhook webhook, WebAddress address, string method, IReadOnlyList<KeyValuePair<string, string>> fields,
        ConnectionOverrides limits, CancellationToken total)
    {
        var response = await SendOnce(webhook, address, method, fields, limits, withUser: false, total);
        if ((int)response.StatusCode != 401 || address.UserInfo.Length == 0 || response.Headers.WwwAuthenticate.Count == 0)
        {
            return response;
        }

        response.Dispose();
        return await SendOnce(webhook, address, method, fields, limits, withUser: true, total);
    }

    private async Task<HttpResponseMessage> SendOnce(
        Webhook webhook, WebAddress address, string method, IReadOnlyList<KeyValuePair<string, string>> fields,
        ConnectionOverrides limits, bool withUser, CancellationToken total)
    {
        var isGet = method == "GET";
        var target = isGet ? address.WithQuery(WireForm.Write(fields)) : address;
        using var request = new HttpRequestMessage(new HttpMethod(method), target.ToUri());
        using var patience = new Patience(limits, total);
        request.Options.Set(WebhookConnection.Patience, patience);
        foreach (var (name, value) in WebhookHeaders.Of(webhook, target.ToSign(webhook.Settings), isGet ? [] : fields))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (withUser)
        {
            var user = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(user));
        }

        if (!isGet)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(WireForm.Write(fields)));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
        }

        return await _http.SendAsync(request, patience.Token);
    }

    private static async Task Read(WebhookAttempt attempt, HttpResponseMessage response, int longest, ConnectionOverrides limits, CancellationToken total)
    {
        attempt.Status = (int)response.StatusCode;
        attempt.ContentType = response.Content.Headers.ContentType?.ToString();
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        await using var stream = await response.Content.ReadAsStreamAsync(total);
        while (body.Length <= longest)
        {
            using var patience = new Patience(limits, total);
            var count = await stream.ReadAsync(buffer, patience.Token);
            if (count == 0)
            {
                break;
            }

            body.Write(buffer, 0, count);
        }

        attempt.Body = body.ToArray();
        attempt.Answer = Encoding.UTF8.GetString(attempt.Body, 0, Math.Min(attempt.Body.Length, LoggedAnswer));
        if (attempt.Status is < 200 or > 299)
        {
            Fail(attempt, 11200, attempt.Status >= 500 ? FailureKind.ServerError : FailureKind.ClientError);
        }
        else if (attempt.Body.Length > longest)
        {
            Fail(attempt, 11750, FailureKind.Other);
        }
    }

    private static void Name(WebhookAttempt attempt, Exception exception, CancellationToken total)
    {
        var inner = exception.InnerException;
        var (code, kind) = exception switch
        {
            OperationCanceledException when total.IsCancellationRequested => (11203, FailureKind.Read),
            OperationCanceledException => (11205, FailureKind.Read),
            UriFormatException => (11100, FailureKind.Other),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => (11210, FailureKind.Connect),
            _ when inner is SocketException { SocketErrorCode: SocketError.HostNotFound } => (11210, FailureKind.Connect),
            _ when inner is SocketException { SocketErrorCode: SocketError.TimedOut } => (11201, FailureKind.Connect),
            _ when inner is SocketException { SocketErrorCode: SocketError.ConnectionRefused } => (11202, FailureKind.Connect),
            _ when inner is AuthenticationException => (11220, FailureKind.Connect),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => (11205, FailureKind.Connect),
            _ => (11205, FailureKind.Read),
        };
        Fail(attempt, code, kind);
    }

    private static void Fail(WebhookAttempt attempt, int code, FailureKind kind)
    {
        attempt.ErrorCode = code;
        attempt.Failure = kind;
    }
}
