using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Survival.Outside;

/// <summary>
/// The carrier and a careful caller at the doors of one installation. Whatever they begin they repeat until it is taken,
/// also over the death of the process they speak to.
/// </summary>
internal sealed class OutsideWorld : IDisposable
{
    private static readonly TimeSpan BeforeAgain = TimeSpan.FromMilliseconds(150);

    private readonly List<(HttpClient Caller, HttpClient Carrier)> _silos = [];
    private readonly ConcurrentBag<Task> _underWay = [];
    private readonly Uri? _publicAddress;
    private readonly bool _anywhere;
    private readonly CancellationToken _cancellation;
    private int _last;
    private int _open;

    /// <param name="silos">Where the doors are.</param>
    /// <param name="anywhere">Everything begins at another of them in turn, not at the first.</param>
    /// <param name="cancellation">The test is over.</param>
    public OutsideWorld(IEnumerable<SiloSettings> silos, bool anywhere, CancellationToken cancellation)
    {
        (_anywhere, _cancellation) = (anywhere, cancellation);
        foreach (var settings in silos)
        {
            _publicAddress ??= settings.PublicAddress ?? settings.Address;
            _silos.Add((Client(settings, settings.Owner!.ApiToken), Client(settings, token: null)));
        }
    }

    public Intents Intents { get; } = new();

    /// <summary>What is begun and not taken yet.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>One of everything, on an old conversation or a new one.</summary>
    public void Round(string occasion, IReadOnlyList<string> regulars, ReadReport? report)
    {
        var number = Interlocked.Increment(ref _last);
        var body = string.Create(CultureInfo.InvariantCulture, $"{occasion}, {number}");
        Receive(regulars[number % regulars.Count], body);
        Receive(number % 3 == 0 ? People.Next() : regulars[0], body + " again");
        Send(number % 4 == 0 ? People.Next() : regulars[number % regulars.Count], body);
        if (report is not null && Intents.Reports.TryAdd(report.MessageId, report))
        {
            Report(report);
        }
    }

    /// <summary>A call that rings a phone which no other call rings.</summary>
    public void Call(string person)
    {
        var call = new Dialled(Guid.NewGuid().ToString("N"), person, People.Next());
        Intents.Calls.Add(call);
        Begin(() => UntilTaken(silo => new Api(silo.Caller).Call(call.To, call.Via, call.Key)));
    }

    /// <summary>Each once.</summary>
    public void Write(Transcript spoken)
    {
        if (Intents.Transcripts.TryAdd(spoken.CallId, spoken))
        {
            Begin(() => UntilTaken(silo => new Webhook(silo.Carrier, _publicAddress!).Write(new()
            {
                ["AccountSid"] = Carriers.AccountSid,
                ["CallSid"] = spoken.CallSid,
                ["RecordingSid"] = spoken.RecordingSid,
                ["TranscriptionStatus"] = "completed",
                ["TranscriptionText"] = spoken.Text,
                ["ApiVersion"] = "2010-04-01",
            }, $"?c={spoken.ConversationId}&m={spoken.CallId}&kind=voicemail")));
        }
    }

    public void Send(string person, string body) => Send(Wanted(person, body), FirstDoor());

    public void Receive(string person, string body, int? door = null) => Receive(Webhook.Text(person, body), door);

    /// <summary>A text to us, at this door first.</summary>
    public void Receive(Dictionary<string, string> fields, params IEnumerable<int?> doors)
    {
        Intents.Inbound.Add(new(fields["MessageSid"], fields["Body"]));
        foreach (var door in doors)
        {
            Begin(() => UntilTaken(silo => new Webhook(silo.Carrier, _publicAddress!).Receive(fields), door ?? FirstDoor()));
        }
    }

    /// <summary>A text to us that comes in at every door at once, under one SID.</summary>
    public void ReceiveEverywhere(string person, string body) =>
        Receive(Webhook.Text(person, body), Enumerable.Range(0, _silos.Count).Select(door => (int?)door));

    /// <summary>A text from us that is asked for at every door at once, with one key.</summary>
    public void SendEverywhere(string person, string body)
    {
        var text = Wanted(person, body);
        for (var door = 0; door < _silos.Count; door++)
        {
            Send(text, door);
        }
    }

    /// <summary>Has to have ended when all is taken.</summary>
    public void Begin(Func<Task> intent)
    {
        Interlocked.Increment(ref _open);
        _underWay.Add(Task.Run(
            async () =>
            {
                await intent();
                Interlocked.Decrement(ref _open);
            },
            _cancellation));
    }

    /// <summary>Everything that was begun is taken.</summary>
    public async Task AllTaken() => await Task.WhenAll(_underWay).WaitAsync(Eventually.Patience, TimeProvider.System, _cancellation);

    public void Dispose() => _silos.ForEach(silo =>
    {
        silo.Caller.Dispose();
        silo.Carrier.Dispose();
    });


    private void Send(Outbound text, int door) => Begin(async () =>
    {
        var answer = await UntilTaken(silo => new Api(silo.Caller).Send(text.To, text.Body, OurLines.First, text.Key), door);
        text.Id = answer.Json.GetProperty("id").GetGuid();
    });

    private Outbound Wanted(string person, string body)
    {
        var text = new Outbound(Guid.NewGuid().ToString("N"), person, body);
        Intents.Outbound.Add(text);
        return text;
    }

    private void Report(ReadReport report) => Begin(() => UntilTaken(silo => new Webhook(silo.Carrier, _publicAddress!).Report(new()
    {
        ["MessageSid"] = report.Sid,
        ["MessageStatus"] = "read",
        ["AccountSid"] = Carriers.AccountSid,
        ["ApiVersion"] = "2010-04-01",
    }, $"?c={report.ConversationId}&m={report.MessageId}&a=1")));

    private int FirstDoor() => _anywhere ? Random.Shared.Next(_silos.Count) : 0;

    private Task<Answer> UntilTaken(Func<(HttpClient Caller, HttpClient Carrier), Task<Answer>> ask) => UntilTaken(ask, FirstDoor());

    private async Task<Answer> UntilTaken(Func<(HttpClient Caller, HttpClient Carrier), Task<Answer>> ask, int door)
    {
        for (var attempt = door; ; attempt++)
        {
            try
            {
                var answer = await ask(_silos[attempt % _silos.Count]);
                if (answer.Status < HttpStatusCode.InternalServerError)
                {
                    return answer.Status < HttpStatusCode.BadRequest ? answer : throw new InvalidOperationException($"Refused: {answer}");
                }
            }
            catch (Exception gone) when (gone is HttpRequestException or SocketException or IOException || (gone is TaskCanceledException && !_cancellation.IsCancellationRequested))
            {
                // The process died with our request in hand, or is not there yet.
            }

            await Task.Delay(BeforeAgain, TimeProvider.System, _cancellation);
        }
    }

    private static HttpClient Client(SiloSettings settings, string? token)
    {
        var http = new HttpClient { BaseAddress = settings.Address, Timeout = TimeSpan.FromSeconds(20) };
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return http;
    }
}
