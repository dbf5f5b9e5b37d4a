using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;
using OrleansSms.Calls;
using OrleansSms.Contacts;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>People, lines, who shares what with whom, and conversations; some of it is shared anew whenever a test asks.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Password = "staple battery horse";

    /// <summary>One that is nobody's.</summary>
    public const string Phone = "+447700900499";

    private static readonly string PasswordHash = new PasswordHasher<Member>().HashPassword(new(), Password);

    private readonly TestDatabase _database;
    private readonly Random _random;

    private World(TestDatabase database, int seed, Action<IServiceCollection>? change, IReadOnlyDictionary<string, string>? more)
    {
        (_database, _random) = (database, new(seed));
        Silo = new(database.ConnectionString, change, more);
    }

    public RunningSilo Silo { get; }

    public Oracle Oracle { get; } = new();

    public List<Person> People { get; } = [];

    public List<string> Lines { get; } = [];

    public List<Talk> Talks { get; } = [];

    /// <summary>What the book calls those whom conversations are with.</summary>
    public List<string> Contacts { get; } = [];

    public NpgsqlDataSource Database => _database.DataSource;

    public string ConnectionString => _database.ConnectionString;

    public IGrainFactory Grains => Silo.Services.GetRequiredService<IGrainFactory>();

    public static async Task<World> Make(PostgresServer server, int seed, int people, int lines, int talksEach, Action<IServiceCollection>? change = null, IReadOnlyDictionary<string, string>? more = null)
    {
        var world = new World(await server.CreateDatabase(), seed, change, more);
        for (var i = 0; i < lines; i++)
        {
            world.Lines.Add(string.Create(CultureInfo.InvariantCulture, $"+4477009000{i:00}"));
            await world.Execute("insert into lines (number) values ($1)", world.Lines[^1]);
        }

        // The first shares every line and uses them all: whatever has to be done is done by that one.
        for (var i = 0; i < people; i++)
        {
            await world.Hire(i == 0 ? Role.Owner : (Role)(i % 3), i == 0 ? Scopes.All : (Scopes)world._random.Next(1, 8));
        }

        await world.Reshuffle(all: true);
        foreach (var line in world.Lines)
        {
            for (var i = 0; i < talksEach; i++)
            {
                await world.Talk(line, string.Create(CultureInfo.InvariantCulture, $"+4477009002{world.Talks.Count:00}"));
            }
        }

        await Eventually.Get(() => world.Waiting(), waiting => waiting == 0, CancellationToken.None);
        return world;
    }

    public string PhoneOf(Person person) => PhoneOf(People.IndexOf(person));

    /// <summary>Whatever became of a call that somebody tried to place, nobody talks any more.</summary>
    public Task End(Talk talk, Guid callId) => Grains.Calls(talk.Id).Report(new(callId, CallLeg.Contact, CallWords.Completed, Seconds: 1), default);

    /// <summary>Shares lines anew, and returns when the silo knows.</summary>
    public async Task Reshuffle(bool all = false)
    {
        await using (var connection = await Database.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var person in People)
            {
                foreach (var line in Lines.Where(_ => all || _random.Next(3) == 0))
                {
                    LineAccess? access = person == People[0] ? LineAccess.Use : _random.Next(3) switch { 0 => null, 1 => LineAccess.Read, _ => LineAccess.Use };
                    Oracle.Share(person.Id, line, access);
                    await Execute(connection, "delete from line_members where user_id = $1 and line = $2", person.Id, line);
                    if (access is { } granted)
                    {
                        await Execute(connection, "insert into line_members (line, user_id, access) values ($1, $2, $3)", line, person.Id, Word.Of(granted));
                    }
                }
            }

            await transaction.CommitAsync();
        }

        var directory = Silo.Services.GetRequiredService<ILineDirectory>();
        foreach (var person in People)
        {
            await Eventually.Get(
                async () => (await directory.LinesOf(person.Id, default)).ToDictionary(line => line.Number, line => line.Access),
                known => Lines.TrueForAll(line => known.TryGetValue(line, out var access) ? access == Oracle.AccessTo(person, line) : !Oracle.Sees(person, line)),
                CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>What cannot be found by a search yet.</summary>
    private async Task<long> Waiting()
    {
        await using var command = Database.CreateCommand("select (select count(*) from search_queue) + (select count(*) from search_call_queue)");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task Hire(Role role, Scopes scopes)
    {
        var person = new Person(Guid.NewGuid(), $"person{People.Count}@example.com", role, Guid.NewGuid().ToString("N"), scopes);
        await Execute("""
            insert into users (id, role, user_name, normalized_user_name, email, normalized_email, email_confirmed, password_hash, security_stamp,
                concurrency_stamp, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            values ($1, $2, $3, $4, $3, $4, true, $5, $6, $6, false, false, true, 0)
            """, person.Id, Word.Of(role), person.Email, person.Email.ToUpperInvariant(), PasswordHash, Guid.NewGuid().ToString("N"));
        await using var connection = await Database.OpenConnectionAsync();
        await ApiTokens.Add(connection, person.Id, "test", person.Token, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        await Execute("update api_tokens set scopes = $2 where user_id = $1", person.Id, (int)scopes);
        await Execute("insert into member_phones values ($1, $2, true, now())", person.Id, PhoneOf(People.Count));
        People.Add(person);
    }

    private async Task Talk(string line, string contact)
    {
        var secret = Guid.NewGuid().ToString("N");
        var talk = new Talk(Silo.Services.GetRequiredService<IConversationIds>().For(line, contact), line, contact, secret) { Outbound = Guid.NewGuid() };
        var grain = Grains.Conversation(talk.Id);
        await grain.Receive(new("SM" + Guid.NewGuid().ToString("N"), line, contact, secret, NumSegments: 1, Media: [], OptOutType: null), default);
        CallerContext.Set(new(People[0].Id, Role.Owner));
        await grain.Send(new(talk.Outbound, line, contact, "answer " + secret, MediaUrls: [], People[0].Id, SendAt: null), default);
        var far = TimeProvider.System.GetUtcNow().AddDays(30);
        await grain.Send(new(talk.Later, line, contact, secret + " later", MediaUrls: [], People[0].Id, far), default);
        await grain.Send(new(talk.Withdrawn, line, contact, secret + " never", MediaUrls: [], People[0].Id, far), default);
        await grain.Withdraw(talk.Withdrawn, default);
        await Call(talk);
        Talks.Add(talk);
        await using var scope = DeskQuestions.Arrive(this, People[0]);
        var book = scope.ServiceProvider.GetRequiredService<IContactBook>();
        var known = await book.Create(new($"Contact {secret}", Numbers: [(contact, "")]), default);
        talk.ContactId = known.Id;
        Contacts.Add(known.Name);
    }

    private async Task Call(Talk talk)
    {
        var calls = Grains.Calls(talk.Id);
        await calls.Place(new(talk.Called, talk.Line, talk.Contact, People[0].Id, PhoneOf(People[0])), default);
        await calls.Report(new(talk.Called, CallLeg.Contact, CallWords.Announced, Text: talk.Secret), default);
        await End(talk, talk.Called);

        var rung = await calls.Ring(new("CA" + Guid.NewGuid().ToString("N"), talk.Line, talk.Contact), default);
        talk.Rung = rung.Id;
        await calls.Report(new(rung.Id, CallLeg.Contact, CallWords.Completed, rung.CallSid), default);
        using var said = new MemoryStream(Encoding.UTF8.GetBytes(talk.Secret));
        var size = await Silo.Services.GetRequiredService<IRecordingStore>().Save(new(rung.Id, talk.Recording), said, "audio/mpeg", default);
        await calls.Record(rung.Id, new(
            talk.Recording, RecordingKind.Voicemail, RecordingStatus.Ready, Seconds: 12, Channels: 1, Announcement: null, Transcript: "spoken " + talk.Secret, Url: null,
            TimeProvider.System.GetUtcNow(), "audio/mpeg", size), default);
    }

    private static string PhoneOf(int person) => string.Create(CultureInfo.InvariantCulture, $"+4477009004{person:00}");

    private async Task Execute(string sql, params object[] parameters)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await Execute(connection, sql, parameters);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter is string ? new() { Value = parameter, NpgsqlDbType = NpgsqlDbType.Text } : new() { Value = parameter });
        }

        await command.ExecuteNonQueryAsync();
    }
}
