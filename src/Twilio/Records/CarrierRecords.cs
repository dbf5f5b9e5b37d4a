using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Accounts;
using OrleansSms.Twilio.Outbound;
using Polly.Timeout;

namespace OrleansSms.Twilio.Records;

/// <inheritdoc cref="ICarrierRecords"/>
internal sealed partial class CarrierRecords(IHttpClientFactory clients, AccountDirectory accounts, ILogger<CarrierRecords> logger) : ICarrierRecords
{
    public const string Client = "twilio-records";

    public async Task<CarrierPage> List(CarrierQuery query, CancellationToken cancellation)
    {
        using var client = Open(query.Line, out var addresses);
        var address = query.Next is { } told ? addresses.Next(told) ?? throw GoneAstray() : addresses.List(query);
        var page = await Get(client, address, cancellation) ?? throw new CarrierUnavailableException("The carrier has no list of our messages.");
        return new(RecordsOf(page), NextOf(page, addresses.Next, address));
    }

    public async Task<CarrierRecord?> Find(string line, string messageSid, CancellationToken cancellation)
    {
        if (!Sid.IsUsable(messageSid))
        {
            return null;
        }

        using var client = Open(line, out var addresses);
        if (await Get(client, addresses.Message(messageSid), cancellation) is not { } message)
        {
            return null;
        }

        var record = RecordReading.Read(message) ?? throw new CarrierUnavailableException("The carrier's answer does not describe a message.");
        return record is { Direction: Direction.Inbound, MediaCount: > 0 }
            ? record with { Media = await MediaOf(client, addresses, record, cancellation) }
            : record;
    }

    private async Task<ImmutableArray<MediaItem>> MediaOf(HttpClient client, RecordAddresses addresses, CarrierRecord record, CancellationToken cancellation)
    {
        // Deleted, or not there yet: the text is worth having without.
        var list = await Get(client, addresses.MediaOf(record.MessageSid), cancellation);
        return
        [
            .. (list?.Items("media_list") ?? [])
                .Where(item => Sid.IsUsable(item.Text("sid")))
                .Select(item => new MediaItem(addresses.Media(record.MessageSid, item.Text("sid")!).AbsoluteUri, item.Text("content_type"))),
        ];
    }

    private ImmutableArray<CarrierRecord> RecordsOf(CarrierJson page)
    {
        var items = page.Items("messages") ?? throw new CarrierUnavailableException("The carrier's answer is not a list of messages.");
        ImmutableArray<CarrierRecord> records = [.. items.Select(RecordReading.Read).OfType<CarrierRecord>()];
        if (items.Length - records.Length is > 0 and var unreadable)
        {
            LogUnreadable(logger, unreadable);
        }

        return records;
    }

    private static string? NextOf(CarrierJson page, Func<string, Uri?> addressOf, Uri asked)
    {
        if (page.Text("next_page_uri") is not { Length: > 0 } told)
        {
            return null;
        }

        // A list that leads back to the page it was on would never end.
        return addressOf(told) is { } next && next != asked ? told : throw GoneAstray();
    }

    private HttpClient Open(string line, out RecordAddresses addresses)
    {
        var account = accounts.Of(line)
            ?? throw new CarrierUnavailableException("The line has no carrier account that can be used: see the settings, or Twilio:AccountSid and Twilio:AuthToken.");
        var client = clients.CreateClient(Client);
        client.DefaultRequestHeaders.Authorization = account.Authorization;
        addresses = new(client.BaseAddress!, account.Sid);
        return client;
    }

    /// <summary>Null: the carrier says that there is no such thing.</summary>
    private async Task<CarrierJson?> Get(HttpClient client, Uri address, CancellationToken cancellation)
    {
        try
        {
            using var response = await client.GetAsync(address, cancellation);
            return Judge(response, CarrierJson.Parse(await response.Content.ReadAsByteArrayAsync(cancellation)));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TimeoutRejectedException)
        {
            LogNoAnswer(logger, fault.GetType().Name, (fault as HttpRequestException)?.HttpRequestError);
            throw new CarrierUnavailableException(
                fault is TimeoutRejectedException ? "The carrier did not answer in time." : "The carrier could not be reached.", fault);
        }
    }

    private CarrierJson? Judge(HttpResponseMessage response, CarrierJson? json)
    {
        if (response.StatusCode == HttpStatusCode.OK && json is { } found)
        {
            return found;
        }

        // A page of something in between is no word of the carrier: its own says so in JSON.
        if (response.StatusCode == HttpStatusCode.NotFound && json is not null)
        {
            return null;
        }

        var (status, code) = ((int)response.StatusCode, AnswerReading.CodeOf(json));
        LogRefused(logger, status, code, response.Headers.TryGetValues("Twilio-Request-Id", out var ids) ? string.Join(',', ids) : null);
        throw new CarrierUnavailableException(response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "The carrier refused our credentials.",
            HttpStatusCode.TooManyRequests => "The carrier has too many requests of this account.",
            _ => string.Create(CultureInfo.InvariantCulture, $"The carrier gave no usable answer (HTTP {status})."),
        });
    }

    private static CarrierUnavailableException GoneAstray() => new("The carrier's list goes on at an address that is not its own.");

    [LoggerMessage(LogLevel.Warning, "The carrier's records: HTTP {Status}, code {Code} (request {RequestId})")]
    private static partial void LogRefused(ILogger logger, int status, int? code, string? requestId);

    [LoggerMessage(LogLevel.Warning, "The carrier's records: no answer ({Fault}, {HttpError})")]
    private static partial void LogNoAnswer(ILogger logger, string fault, HttpRequestError? httpError);

    [LoggerMessage(LogLevel.Warning, "The carrier's list has {Count} records that do not say which message they are, which way it went or when; they were left out.")]
    private static partial void LogUnreadable(ILogger logger, int count);
}
