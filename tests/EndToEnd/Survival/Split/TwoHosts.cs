using System.Globalization;
using System.Net;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Survival.Split;

/// <summary>
/// Two hosts and this machine on one switch, each host a network namespace of its own. A cut is silent: what a host sends
/// to an address goes nowhere, and nobody tells it so.
/// </summary>
internal sealed class TwoHosts : IAsyncDisposable
{
    private const string Prefix = "orleanssms-";
    private const string Namespaces = "/run/netns";

    // The networks that are set apart for trials of equipment: 198.18.0.0/15.
    private const int Networks = 512;
    private const string NobodysHardware = "02:00:00:00:00:01";

    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private readonly string _name;
    private readonly string _network;

    private TwoHosts(int number)
    {
        _name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");
        _network = string.Create(CultureInfo.InvariantCulture, $"198.{18 + (number / 256)}.{number % 256}");
        (A, B) = (new($"{_network}.2", $"{_name}-a"), new($"{_network}.3", $"{_name}-b"));
    }

    public Place A { get; }

    public Place B { get; }

    /// <summary>Where the hosts reach this machine.</summary>
    public IPAddress Outside => IPAddress.Parse($"{_network}.1");

    /// <summary>This machine once more, so that a host can lose the one and keep the other.</summary>
    public IPAddress Database => IPAddress.Parse($"{_network}.4");

    private string Switch => $"{_name}-switch";

    public static async Task<TwoHosts> Lay()
    {
        await RemoveAbandoned();
        var hosts = new TwoHosts(await TakeNumber());
        try
        {
            await hosts.Connect();
            return hosts;
        }
        catch
        {
            await hosts.DisposeAsync();
            throw;
        }
    }

    /// <summary>From now on this host reaches that address no more, and hears of nobody that it does not.</summary>
    public static Task Lose(Place host, string address) => IpRoute.Run($"-n {host.Namespace} neigh replace {address} lladdr {NobodysHardware} dev lan nud permanent");

    public static Task Find(Place host, string address) => IpRoute.Run($"-n {host.Namespace} neigh del {address} dev lan");

    /// <summary>Neither hears the other; both reach everybody else.</summary>
    public async Task Part()
    {
        await Lose(A, B.Ip);
        await Lose(B, A.Ip);
    }

    public async Task Join()
    {
        await Find(A, B.Ip);
        await Find(B, A.Ip);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var network in ((string[])[Switch, A.Namespace!, B.Namespace!]).Where(IsThere))
        {
            await IpRoute.Run($"netns del {network}");
        }
    }

    private static async Task<int> TakeNumber()
    {
        for (var (number, tries) = (Random.Shared.Next(Networks), 1); ; number = (number + 1) % Networks, tries++)
        {
            var hosts = new TwoHosts(number);
            try
            {
                await IpRoute.Run($"netns add {hosts.Switch}");
                return number;
            }
            catch (InvalidOperationException) when (IsThere(hosts.Switch) && tries < Networks)
            {
                // Somebody else's.
            }
        }
    }

    private async Task Connect()
    {
        await IpRoute.Run($"-n {Switch} link add switch type bridge");
        await IpRoute.Run($"-n {Switch} link set switch up");

        // Names of interfaces are short; the number makes this one nobody else's.
        var ours = _name.Replace(Prefix, "sms", StringComparison.Ordinal);
        await IpRoute.Run($"link add {ours} type veth peer name outside netns {Switch}");
        await IpRoute.Run($"addr add {Outside}/24 dev {ours}");
        await IpRoute.Run($"addr add {Database}/24 dev {ours}");
        await IpRoute.Run($"link set {ours} up");
        await IpRoute.Run($"-n {Switch} link set outside master switch up");

        foreach (var host in (Place[])[A, B])
        {
            var socket = "to-" + host.Namespace![^1];
            await IpRoute.Run($"netns add {host.Namespace}");
            await IpRoute.Run($"-n {host.Namespace} link add lan type veth peer name {socket} netns {Switch}");
            await IpRoute.Run($"-n {host.Namespace} addr add {host.Ip}/24 dev lan");
            await IpRoute.Run($"-n {host.Namespace} link set lan up");
            await IpRoute.Run($"-n {host.Namespace} link set lo up");
            await IpRoute.Run($"-n {Switch} link set {socket} master switch up");
        }
    }

    /// <summary>What a killed test run left behind.</summary>
    private static async Task RemoveAbandoned()
    {
        var before = TimeProvider.System.GetUtcNow().UtcDateTime - Fresh;
        foreach (var left in Directory.Exists(Namespaces) ? Directory.GetFiles(Namespaces, Prefix + "*").Where(name => File.GetCreationTimeUtc(name) < before) : [])
        {
            await IpRoute.Run($"netns del {Path.GetFileName(left)}");
        }
    }

    private static bool IsThere(string network) => File.Exists(Path.Combine(Namespaces, network));
}
