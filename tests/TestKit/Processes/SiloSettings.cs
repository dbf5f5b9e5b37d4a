using System.Globalization;

namespace OrleansSms.TestKit.Processes;

/// <summary>How a silo is started. A second start with the same settings comes up at the same addresses.</summary>
public sealed record SiloSettings(string ConnectionString)
{
    /// <summary>The program to run; null: the one of this checkout.</summary>
    public string? Build { get; init; }

    public Place Place { get; init; } = Place.Here;

    public int Port { get; init; } = FreePorts.Next();

    public int ClusterPort { get; init; } = FreePorts.Next();

    /// <summary>Null: no carrier account is configured.</summary>
    public Uri? Carrier { get; init; }

    /// <summary>The address the carrier calls; null: the silo's own.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>Null: the set-up page creates the owner.</summary>
    public FirstOwner? Owner { get; init; } = new();

    public IReadOnlyList<string> Lines { get; init; } = Carriers.Numbers;

    /// <summary>Any other key, and those that shall differ.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();

    public Uri Address => new($"http://{Place.Ip}:{Port}");

    internal Dictionary<string, string> ToEnvironment()
    {
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority),
            ["ConnectionStrings__Postgres"] = ConnectionString,
            ["Recordings__Directory"] = Path.Combine(Path.GetTempPath(), $"orleanssms-recordings-{Port}"),
            ["Orleans__AdvertisedIp"] = Place.Ip,
            ["Orleans__SiloPort"] = ClusterPort.ToString(CultureInfo.InvariantCulture),
            ["PublicBaseUrl"] = (PublicAddress ?? Address).GetLeftPart(UriPartial.Authority),
            ["Lines__SegmentsPerSecond"] = "1000",
            ["Lines__Burst"] = "1000",
            ["Limits__RequestsPerSecond"] = "100000",
            ["Limits__Burst"] = "100000",
        };
        if (Carrier is not null)
        {
            environment["Twilio__ApiBaseUrl"] = Carrier.GetLeftPart(UriPartial.Authority);
            environment["Twilio__AccountSid"] = Carriers.AccountSid;
            environment["Twilio__AuthToken"] = Carriers.AuthToken;
        }

        if (Owner is not null)
        {
            environment["Setup__OwnerEmail"] = Owner.Email;
            environment["Setup__OwnerPassword"] = Owner.Password;
            environment["Setup__ApiToken"] = Owner.ApiToken;
            for (var i = 0; i < Lines.Count; i++)
            {
                environment[string.Create(CultureInfo.InvariantCulture, $"Setup__Lines__{i}")] = Lines[i];
            }
        }

        foreach (var (key, value) in More)
        {
            environment[key] = value;
        }

        return environment;
    }
}

/// <summary>Whom a first start creates.</summary>
public sealed record FirstOwner
{
    public string Email { get; init; } = "owner@example.com";

    public string Password { get; init; } = "correct horse battery";

    public string ApiToken { get; init; } = "token-of-the-first-owner";
}

/// <summary>The account and numbers that a simulator has from the start.</summary>
public static class Carriers
{
    public const string AccountSid = "AC11111111111111111111111111111111";
    public const string AuthToken = "0123456789abcdef0123456789abcdef";

    public static readonly IReadOnlyList<string> Numbers = ["+14155550100", "+14155550101", "+18885550100"];
}
