using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Accounts;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Messages.Rules;
using OrleansSms.TwilioSimulator.Outcomes;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Control;

/// <summary>Configures accounts, keys, the directory and the carrier's settings. A known SID or number changes what is there.</summary>
internal static class WorldControl
{
    public static void MapWorldControl(this IEndpointRouteBuilder control)
    {
        control.MapPost("/accounts", context => Change<AccountRequest>(context, PutAccount));
        control.MapPost("/keys", context => Change<KeyRequest>(context, AddKey));
        control.MapPost("/verified-numbers", context => Change<VerifiedRequest>(context, AddVerified));
        control.MapPost("/directory", context => Change<DirectoryRequest>(context, Describe));
        control.MapPost("/settings", context => Change<JsonObject>(context, ChangeSettings));
        control.MapPost("/numbers", context => Change<NumberRequest>(context, NumberControl.Put));
        control.MapPost("/services", context => Change<ServiceRequest>(context, ServiceControl.Put));
    }

    /// <summary>A change of the world: what is answered, or why it is refused.</summary>
    internal sealed record Changed(object? Answer, string? Problem)
    {
        public static Changed To(object answer) => new(answer, null);

        public static Changed Refused(string problem) => new(null, problem);
    }

    private static async Task Change<T>(HttpContext context, Func<World, T, DateTimeOffset, Changed> change)
        where T : class
    {
        if (await ControlJson.Read<T>(context) is not { } request)
        {
            return;
        }

        var world = context.RequestServices.GetRequiredService<Simulation>().World;
        var now = context.RequestServices.GetRequiredService<SimulatedClock>().GetUtcNow();
        Changed changed;
        lock (world.Gate)
        {
            changed = change(world, request, now);
            world.Version++;
        }

        await (changed.Problem is { } problem
            ? ControlJson.Refuse(context, 400, problem)
            : ControlJson.Write(context, changed.Answer));
    }

    private static Changed PutAccount(World world, AccountRequest request, DateTimeOffset now)
    {
        if (request.Status is not (null or "active" or "suspended" or "closed") || request.Type is not (null or "Trial" or "Full"))
        {
            return Changed.Refused("'status' is active, suspended or closed; 'type' is Trial or Full.");
        }

        var account = world.Accounts.Find(request.Sid) ?? new Account(request.Sid ?? world.Dice.Sid("AC"), world.Dice.Sid(""), now);
        account.Token = request.AuthToken ?? account.Token;
        account.SecondaryToken = request.SecondaryToken is "" ? null : request.SecondaryToken ?? account.SecondaryToken;
        account.TestSid = request.TestSid ?? account.TestSid;
        account.TestToken = request.TestToken ?? account.TestToken;
        account.FriendlyName = request.FriendlyName ?? account.FriendlyName;
        account.Status = request.Status ?? account.Status;
        account.Type = request.Type ?? account.Type;
        account.OwnerSid = request.OwnerAccountSid ?? account.OwnerSid;
        account.Balance = request.Balance ?? account.Balance;
        account.EnabledCountries = request.EnabledCountries?.ToHashSet() ?? account.EnabledCountries;
        world.Accounts.Put(account);
        return Changed.To(new { account.Sid, authToken = account.Token, account.Status, account.Type });
    }

    private static Changed AddKey(World world, KeyRequest request, DateTimeOffset now)
    {
        if (request.Type is not (null or "standard" or "main"))
        {
            return Changed.Refused("'type' is standard or main.");
        }

        var account = request.AccountSid ?? DefaultWorld.AccountSid;
        if (world.Accounts.Find(account) is null)
        {
            return Changed.Refused("No such account.");
        }

        var key = new ApiKey(request.Sid ?? world.Dice.Sid("SK"), request.Secret ?? world.Dice.Sid(""), account, request.Type == "main");
        world.Accounts.Put(key);
        return Changed.To(new { key.Sid, key.Secret, key.AccountSid });
    }

    private static Changed AddVerified(World world, VerifiedRequest request, DateTimeOffset now)
    {
        if (request.PhoneNumber is null || !AddressRules.IsPhoneNumber(request.PhoneNumber)
            || world.Accounts.Find(request.AccountSid ?? DefaultWorld.AccountSid) is not { } account)
        {
            return Changed.Refused("'phoneNumber' must be in E.164 and the account must exist.");
        }

        account.VerifiedNumbers.Add(request.PhoneNumber);
        return Changed.To(new { account.Sid, account.VerifiedNumbers });
    }

    private static Changed Describe(World world, DirectoryRequest request, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(request.Number))
        {
            return Changed.Refused("'number' is missing.");
        }

        if (request.Phone?.Problem() is { } problem)
        {
            return Changed.Refused(problem);
        }

        world.Handsets.Describe(request.Number, request.Landline, request.BehavesLike);
        if (request.Blocked is { } isBlocked)
        {
            world.Handsets.Block(request.Number, isBlocked);
        }

        if (request.Phone is not null || request.BehavesLike is not null)
        {
            world.Handsets.Script(request.Number, request.Phone);
        }

        return Changed.To(request);
    }

    private static Changed ChangeSettings(World world, JsonObject changes, DateTimeOffset now)
    {
        var merged = JsonSerializer.SerializeToNode(world.Settings, ControlJson.Options)!.AsObject();
        foreach (var (name, value) in changes)
        {
            merged[name] = value?.DeepClone();
        }

        try
        {
            world.Settings = merged.Deserialize<CarrierSettings>(ControlJson.Options)!;
            return Changed.To(world.Settings);
        }
        catch (JsonException wrong)
        {
            return Changed.Refused(wrong.Message);
        }
    }

    private sealed record AccountRequest(
        string? Sid, string? AuthToken, string? SecondaryToken, string? TestSid, string? TestToken, string? FriendlyName,
        string? Status, string? Type, string? OwnerAccountSid, string? Balance, IReadOnlyList<string>? EnabledCountries);

    private sealed record KeyRequest(string? Sid, string? Secret, string? AccountSid, string? Type);

    private sealed record VerifiedRequest(string? AccountSid, string? PhoneNumber);

    private sealed record DirectoryRequest(string? Number, bool? Landline, string? BehavesLike, bool? Blocked, PhoneScript? Phone);
}
