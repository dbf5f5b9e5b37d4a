using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Accounts;
using Polly.Timeout;

namespace OrleansSms.Twilio.Voice.Recordings;

/// <summary>Fetches recordings. Whoever asks tries again when it is worth it.</summary>
internal sealed partial class RecordingFetch(IHttpClientFactory clients, IOptions<TwilioOptions> options, TimeProvider time, ILogger<RecordingFetch> logger)
{
    public const string Client = "twilio-recordings";

    /// <summary>Codes for <see cref="CallRecording.Problem"/>.</summary>
    public const string WrongAddress = "wrong-address";
    public const string WrongType = "wrong-type";
    public const string TooLarge = "too-large";

    private const int MostHops = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<RecordingAnswer> Fetch(TwilioAccount account, CallRecording recording, CancellationToken cancellation)
    {
        // Not closed here: the sound is still coming when this returns.
        var client = clients.CreateClient(Client);
        var addresses = new RecordingAddress(client.BaseAddress!, account);
        if (!Sid.IsUsable(recording.Sid) || addresses.Of(recording.Url, recording.Sid) is not { } address)
        {
            return Refused(recording, WrongAddress);
        }

        try
        {
            var answer = await Follow(client, account, addresses, Asked(address, "", recording), recording, cancellation);
            // The carrier keeps the same sound much smaller.
            return answer is RecordingAnswer.Refused { Problem: TooLarge } && !address.AbsolutePath.EndsWith(".mp3", StringComparison.OrdinalIgnoreCase)
                ? await Follow(client, account, addresses, Asked(address, ".mp3", recording), recording, cancellation)
                : answer;
        }
        catch (Exception fault) when (fault is HttpRequestException or SocketException or IOException or TimeoutRejectedException)
        {
            LogNoAnswer(logger, recording.Sid, fault.GetType().Name, (fault as HttpRequestException)?.HttpRequestError);
            return new RecordingAnswer.NotYet("The carrier could not be reached.");
        }
    }

    /// <summary>Both sides apart, where they were recorded so: without asking for it they come mixed.</summary>
    private static Uri Asked(Uri address, string form, CallRecording recording)
    {
        var path = Path.ChangeExtension(address.AbsolutePath, null) is var bare && form.Length > 0 ? bare + form : address.AbsolutePath;
        return new UriBuilder(address) { Path = path, Query = recording.Channels == 2 ? "RequestedChannels=2" : address.Query }.Uri;
    }

    private async Task<RecordingAnswer> Follow(
        HttpClient client, TwilioAccount account, RecordingAddress addresses, Uri first, CallRecording recording, CancellationToken cancellation)
    {
        var address = first;
        for (var hop = 0; hop < MostHops; hop++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.ParseAdd("audio/*");
            request.Headers.Authorization = addresses.IsOurs(address) ? account.Authorization : null;
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!IsElsewhere(response.StatusCode))
            {
                return await Judge(response, recording, cancellation);
            }

            var told = response.Headers.Location;
            response.Dispose();
            if (addresses.Next(address, told) is not { } next)
            {
                return Refused(recording, WrongAddress);
            }

            address = next;
        }

        return Refused(recording, WrongAddress);
    }

    private async Task<RecordingAnswer> Judge(HttpResponseMessage response, CallRecording recording, CancellationToken cancellation)
    {
        var limit = options.Value.MaxRecordingBytes;
        RecordingAnswer? not = response.StatusCode != HttpStatusCode.OK ? NotYet(response, recording)
            : response.Content.Headers.ContentType?.MediaType is not { } type || !type.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) ? Refused(recording, WrongType)
            : response.Content.Headers.ContentLength > limit ? Refused(recording, TooLarge)
            : null;
        if (not is not null)
        {
            response.Dispose();
            return not;
        }

        return new RecordingAnswer.Found(
            new LimitedStream(response, await response.Content.ReadAsStreamAsync(cancellation), limit, Patience, time),
            response.Content.Headers.ContentType!.MediaType!.ToLowerInvariant());
    }

    private RecordingAnswer.NotYet NotYet(HttpResponseMessage response, CallRecording recording)
    {
        LogNotThere(logger, recording.Sid, (int)response.StatusCode);
        return new(response.StatusCode == HttpStatusCode.NotFound
            ? "The carrier does not have it yet."
            : string.Create(CultureInfo.InvariantCulture, $"The carrier gave no usable answer (HTTP {(int)response.StatusCode})."));
    }

    private RecordingAnswer.Refused Refused(CallRecording recording, string problem)
    {
        LogRefused(logger, recording.Sid, problem);
        return new(problem);
    }

    private static bool IsElsewhere(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Redirect or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    [LoggerMessage(LogLevel.Information, "Recording {Sid} cannot be fetched yet: HTTP {Status}")]
    private static partial void LogNotThere(ILogger logger, string sid, int status);

    [LoggerMessage(LogLevel.Warning, "Recording {Sid} is not fetched: {Problem}")]
    private static partial void LogRefused(ILogger logger, string sid, string problem);

    [LoggerMessage(LogLevel.Warning, "Recording {Sid}: no answer ({Fault}, {HttpError})")]
    private static partial void LogNoAnswer(ILogger logger, string sid, string fault, HttpRequestError? httpError);
}
