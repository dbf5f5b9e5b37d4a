using System.Diagnostics;

namespace OrleansSms.TestKit.Processes;

/// <summary>The program <c>ip</c> of iproute2, which lays networks.</summary>
public static class IpRoute
{
    private static readonly string[] Usual = ["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip"];

    public static string Program => Usual.FirstOrDefault(File.Exists) ?? "ip";

    /// <summary>Why no networks can be laid here; null when they can.</summary>
    public static string? Missing => Array.Exists(Usual, File.Exists)
        ? Environment.UserName == "root" ? null : "Only root may make network namespaces."
        : "The program ip is missing (Debian: apt-get install iproute2).";

    /// <summary>Carries out one command, in words as at a prompt.</summary>
    public static async Task Run(string command)
    {
        var start = new ProcessStartInfo(Program, command.Split(' ')) { RedirectStandardError = true };
        using var ip = Process.Start(start)!;
        var complaint = await ip.StandardError.ReadToEndAsync();
        await ip.WaitForExitAsync();
        if (ip.ExitCode != 0)
        {
            throw new InvalidOperationException($"ip {command}: {complaint.Trim()}");
        }
    }
}
