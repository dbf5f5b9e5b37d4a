namespace OrleansSms.Postgres.Server;

/// <summary>
/// Who runs the server's programs. Postgres refuses to run as root, so root steps down to the owner of the data, or to
/// postgres, or to nobody; everyone else runs them as themselves.
/// </summary>
internal sealed class ServerAccount
{
    // A project below root's own closed folder: Postgres looks its data up by absolute path, so the account is given the
    // right to pass folders by, and only where it needs it. Containers often withhold the first and grant the second.
    private static readonly string?[] Rights = [null, "dac_read_search", "dac_override"];

    private readonly string[] _stepDown;
    private readonly string? _owner;

    private ServerAccount(string[] stepDown, string? owner) => (_stepDown, _owner) = (stepDown, owner);

    public static async Task<ServerAccount> For(ServerFiles files)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new([], null);
        }

        var setpriv = Command.OnPath("setpriv") ?? throw new PrivateServerException(
            "Postgres does not run as root and setpriv, which steps down, is missing: install util-linux, or start as an ordinary user, or set ConnectionStrings__Postgres.");
        var (user, group) = await Owner(files) ?? await Identity("postgres") ?? await Identity("nobody") ?? throw new PrivateServerException(
            "Postgres does not run as root and there is neither a user postgres nor nobody: start as an ordinary user, or set ConnectionStrings__Postgres.");

        var said = "";
        foreach (var right in Rights)
        {
            string[] rights = right is null ? [] : [$"--inh-caps=-all,+{right}", $"--ambient-caps=-all,+{right}"];
            var account = new ServerAccount([setpriv, "--reuid", user, "--regid", group, "--clear-groups", "--no-new-privs", .. rights], $"{user}:{group}");
            var reach = await account.Run("/bin/sh", "-c", "cd \"$1\"", "sh", files.Home);
            if (reach.Succeeded)
            {
                return account;
            }

            said = reach.Output;
        }

        throw new PrivateServerException(
            $"Postgres does not run as root and its account cannot reach {files.Home}, which lies below a folder closed to it: open that folder (chmod o+x), move the project, or set ConnectionStrings__Postgres ({said}).");
    }

    public Task<Command> Run(string program, params string[] arguments)
    {
        string[] line = [.. _stepDown, program, .. arguments];
        return Command.Run(line[0], line.Skip(1));
    }

    /// <summary>Hands a file or folder of ours to the account.</summary>
    public async Task Give(string path)
    {
        if (_owner is not null && await Command.Run("chown", ["-Rh", _owner, path]) is { Succeeded: false } failed)
        {
            throw new PrivateServerException($"The account of the private server cannot be given {path}: {failed.Output}");
        }
    }

    private static async Task<(string User, string Group)?> Owner(ServerFiles files)
    {
        if (!Directory.Exists(files.Data))
        {
            return null;
        }

        var owner = (await Command.Run("stat", ["-c", "%u %g", files.Data])).Output.Split(' ');
        return owner is [not "0", _] ? (owner[0], owner[1]) : null;
    }

    private static async Task<(string User, string Group)?> Identity(string name)
    {
        var user = await Command.Run("id", ["-u", name]);
        var group = await Command.Run("id", ["-g", name]);
        return user.Succeeded && group.Succeeded ? (user.Output, group.Output) : null;
    }
}
