using System.Collections.Immutable;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Accounts;
using OrleansSms.Postgres.Audit;
using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Accounts;

/// <summary>A database with people in it, and everything that acts on accounts, asked by whom a test names.</summary>
internal sealed class AccountsStage : IAsyncDisposable
{
    public const string First = "+447700900001";
    public const string Second = "+447700900002";
    public const string Password = "a few words are fine";

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private AccountsStage(TestDatabase database)
    {
        _database = database;
        _services = new ServiceCollection()
            .AddLogging()
            .AddDbContext<AccountsDb>(options => options.UseNpgsql(database.DataSource))
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IAuditLog>(new AuditLog(database.DataSource, Time))
            .AddScoped<Enrolment>()
            .AddSingleton<SignInTries>(new SignInTries(database.DataSource, Time))
            .AddSingleton<Passwords>()
            .AddIdentityCore<Member>(identity => (identity.User.AllowedUserNameCharacters, identity.Password.RequiredLength) = ("", 8))
            .AddEntityFrameworkStores<AccountsDb>().Services
            .Configure<IdentityOptions>(identity => identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false)
            .BuildServiceProvider();
        Tries = _services.GetRequiredService<SignInTries>();
        Book = new(database.DataSource, Cache, Time);
        Authenticators = new(database.DataSource, new EphemeralDataProtectionProvider(), Time);
        Audit = new(database.DataSource, Time);
    }

    public FakeTimeProvider Time { get; } = new(new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero));

    public AccessCache Cache { get; } = new();

    public LinkBox Post { get; } = new();

    public SignInTries Tries { get; }

    public SessionBook Book { get; }

    public Authenticators Authenticators { get; }

    public AuditLog Audit { get; }

    public NpgsqlDataSource Database => _database.DataSource;

    public Passwords Passwords => _services.GetRequiredService<Passwords>();

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<AccountsStage> Set(PostgresServer server)
    {
        var stage = new AccountsStage(await server.CreateDatabase());
        await stage.Execute($"insert into lines (number) values ('{First}'), ('{Second}')");
        return stage;
    }

    public async Task<Guid> Person(Role role, string email, params string[] lines)
    {
        var member = new Member { Id = Guid.CreateVersion7(), UserName = email, Email = email, EmailConfirmed = true, Role = Word.Of(role) };
        await using var scope = _services.CreateAsyncScope();
        Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<Member>>().CreateAsync(member, Password)).Succeeded);
        foreach (var line in lines)
        {
            await Execute("insert into line_members (line, user_id) values ($1, $2)", Parameters.Text(line), Parameters.Uuid(member.Id));
        }

        return member.Id;
    }

    public Task<Guid> Session(Guid member) => Book.Begin(member, SignInMethod.Password, "192.0.2.1", "Browser", Cancellation);

    public IMembers MembersAskedBy(Guid person, Role role = Role.Owner) => new MemberRoll(Database, new AskedBy(person, role), Audit, Time);

    public IInvitations InvitationsOf(Guid person, Role role = Role.Owner) => new Invitations(Database, new AskedBy(person, role), Audit, Post, Time);

    public IProfile ProfileOf(Caller caller) => new ProfileDesk(Database, new AskedBy(caller), Passwords, Audit, Time);

    public ISecondFactor SecondFactorOf(Guid person) => new SecondFactorDesk(Database, new AskedBy(person), Authenticators, Passwords, Tries, Audit);

    public PasswordResets Resets() => new(Database, Passwords, Tries, Post, Audit, Time, NullLogger<PasswordResets>.Instance);

    public async Task<T> Join<T>(Func<Enrolment, Task<T>> join)
    {
        await using var scope = _services.CreateAsyncScope();
        return await join(scope.ServiceProvider.GetRequiredService<Enrolment>());
    }

    public async Task<bool> Knows(Guid member, string password)
    {
        await using var scope = _services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
        return await members.CheckPasswordAsync((await members.FindByIdAsync(member.ToString()))!, password);
    }

    public async Task<MemberView?> View(Guid owner, Guid member) => (await MembersAskedBy(owner).All(Cancellation)).SingleOrDefault(one => one.Id == member);

    public Task<ImmutableArray<string>> Recorded() =>
        Database.Read("select action from audit_log order by number", [], row => row.GetString(0), Cancellation);

    public Task<int> Execute(string sql, params NpgsqlParameter[] parameters) => Database.Execute(sql, parameters, Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    public static Task<RefusedException> Refused(Func<Task> act) => Assert.ThrowsAsync<RefusedException>(act);
}

/// <summary>Keeps the links instead of sending them.</summary>
internal sealed class LinkBox : ILinkPost
{
    private readonly TaskCompletionSource<(string Email, string Secret)> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<(string Email, string Secret)> First => _first.Task;

    public int Sent { get; private set; }

    public string Url(LinkKind kind, string secret) => secret;

    public Task<bool> Send(LinkKind kind, string email, string url, CancellationToken cancellation)
    {
        Sent++;
        _first.TrySetResult((email, url));
        return Task.FromResult(true);
    }
}
