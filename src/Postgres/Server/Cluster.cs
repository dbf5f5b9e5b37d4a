using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace OrleansSms.Postgres.Server;

/// <summary>Starts and stops the server of one data folder. Its caller holds the turn.</summary>
internal sealed class Cluster(ServerFiles files, ServerBinaries binaries, ServerAccount account, IReadOnlyDictionary<string, string> settings)
{
    private const int MostStarts = 40;
    private const int LongestLog = 16 * 1024 * 1024;
    private static readonly TimeSpan BetweenStarts = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    private static readonly Dictionary<string, string> Defaults = new()
    {
        ["listen_addresses"] = "127.0.0.1",
        ["unix_socket_directories"] = "",
        ["shared_buffers"] = "256MB",
        ["max_connections"] = "200",
    };

    // Gone in a moment: backends of a killed server that still finish, a port somebody took between our look and the start.
    private static readonly string[] Passing = ["shared memory block", "Address already in use", "postmaster.pid"];

    /// <summary>The port, once the server answers, and whether it was us who started it.</summary>
    public async Task<(int Port, bool Started)> Run(Func<int, string> connectionString, CancellationToken cancellation)
    {
        for (var started = false; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Postmaster.Find(files) is not { } running)
            {
                await Start(cancellation);
                started = true;
            }
            else if (await Answers(connectionString(running.Port), cancellation))
            {
                return (running.Port, started);
            }
            else
            {
                // Recovering after a crash, or still stopping for a silo that was killed meanwhile.
                await Task.Delay(BetweenTries, TimeProvider.System, cancellation);
            }
        }
    }

    public async Task Stop()
    {
        if (Postmaster.Find(files) is not null &&
            await account.Run(binaries.Ctl, "stop", "-D", files.Data, "-m", "fast", "-w", "-t", "60") is { Succeeded: false } failed &&
            Postmaster.Find(files) is not null)
        {
            throw new PrivateServerException($"The private Postgres in {files.Data} does not stop: {failed.Output}");
        }
    }

    private async Task Start(CancellationToken cancellation)
    {
        // What a killed server leaves. Postgres itself would believe it when the pid lives on in another process.
        File.Delete(files.PidFile);
        await PrepareLog();
        for (var starts = 1; ; starts++)
        {
            var port = FreePort();
            var logged = new FileInfo(files.Log).Length;
            // pg_ctl gives the server a session of its own: a Ctrl-C in our terminal must not stop it before the silo has drained.
            var start = await account.Run(binaries.Ctl, "start", "-D", files.Data, "-l", files.Log, "-w", "-t", "60", "-o", Options(port));
            if (start.Succeeded || Postmaster.Find(files) is not null)
            {
                await File.WriteAllTextAsync(files.Port, port.ToString(CultureInfo.InvariantCulture), CancellationToken.None);
                return;
            }

            var said = (await File.ReadAllTextAsync(files.Log, CancellationToken.None))[(int)logged..].Trim();
            if (starts == MostStarts || !Passing.Any(said.Contains))
            {
                throw new PrivateServerException($"The private Postgres in {files.Data} does not start: {(said.Length > 0 ? said : start.Output)}");
            }

            await Task.Delay(BetweenStarts, TimeProvider.System, cancellation);
        }
    }

    private async Task PrepareLog()
    {
        if (new FileInfo(files.Log) is { Exists: true, Length: > LongestLog })
        {
            File.Move(files.Log, files.Log + ".old", overwrite: true);
        }

        OwnFile.Touch(files.Log);
        await account.Give(files.Log);
    }

    private string Options(int port)
    {
        var all = new Dictionary<string, string>(Defaults) { ["port"] = port.ToString(CultureInfo.InvariantCulture) };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        // pg_ctl hands this to a shell.
        return string.Join(' ', all.Select(one => $"-c {one.Key}='{one.Value.Replace("'", @"'\''", StringComparison.Ordinal)}'"));
    }

    private int FreePort()
    {
        var last = File.Exists(files.Port) && int.TryParse(File.ReadAllText(files.Port), CultureInfo.InvariantCulture, out var port) ? port : 0;
        return Listen(last) ?? Listen(0) ?? throw new PrivateServerException("No free port on 127.0.0.1 for the private Postgres.");
    }

    private static int? Listen(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private async Task<bool> Answers(string connectionString, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new PrivateServerException($"The private Postgres in {files.Data} refuses the password in {files.Password}: put the right one back.", refused);
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
