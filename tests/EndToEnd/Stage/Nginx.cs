using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Stage;

/// <summary>The balancer of <c>deploy/nginx</c>, word for word but for the addresses, before the silos of a test.</summary>
internal sealed partial class Nginx : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _home;

    private Nginx(Process process, DirectoryInfo home, int port) => (_process, _home, Address) = (process, home, new($"http://127.0.0.1:{port}"));

    public Uri Address { get; }

    private string Log => Path.Combine(_home.FullName, "access.log");

    public static async Task<Nginx> Start(IEnumerable<SiloProcess> silos, CancellationToken cancellation)
    {
        var (home, port) = (Directory.CreateTempSubdirectory("orleanssms-nginx-"), FreePorts.Next());
        await File.WriteAllTextAsync(Path.Combine(home.FullName, "nginx.conf"), Configuration(home, port, silos), cancellation);
        var program = File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";
        var nginx = new Nginx(Process.Start(program, ["-p", home.FullName, "-c", "nginx.conf", "-g", "daemon off;"]), home, port);
        using var http = new HttpClient { BaseAddress = nginx.Address };
        await Eventually.Get(() => Answers(http, cancellation), answers => answers, cancellation);
        return nginx;
    }

    /// <summary>The port of the silo that the last question went to.</summary>
    public int LastAsked() => int.Parse(File.ReadLines(Log).Last(line => line.Length > 0).Split(':')[^1], CultureInfo.InvariantCulture);

    /// <summary>The last question went to none of the silos.</summary>
    public bool AnsweredItself() => File.ReadLines(Log).Last(line => line.Length > 0) == "-";

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _home.Delete(recursive: true);
    }

    private static string Configuration(DirectoryInfo home, int port, IEnumerable<SiloProcess> silos)
    {
        var told = File.ReadAllText(Path.Combine(Checkout.Root, "deploy/nginx/orleanssms.conf"));
        var servers = string.Concat(silos.Select(silo => $"    server 127.0.0.1:{silo.Address.Port} max_fails=1 fail_timeout=3s;\n"));
        var ours = Servers().Replace(Listen().Replace(told, $"listen 127.0.0.1:{port};"), servers, 1);
        var folders = string.Concat(((string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]).Select(name => $"{name}_temp_path {home.FullName}/{name};\n"));
        return $$"""
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            error_log {{home.FullName}}/error.log warn; pid {{home.FullName}}/pid; worker_processes 1; events { worker_connections 512; }
            http {
            log_format asked '$upstream_addr'; access_log {{home.FullName}}/access.log asked;
            {{folders}}{{ours}}
            }
            """;
    }

    private static async Task<bool> Answers(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Not listening yet.
            return false;
        }
    }

    [GeneratedRegex(@"(^    server .*\n)+", RegexOptions.Multiline)]
    private static partial Regex Servers();

    [GeneratedRegex(@"listen 80;")]
    private static partial Regex Listen();
}
