using System.Security.Cryptography;

namespace OrleansSms.Postgres.Server;

/// <summary>Makes the data folder and the password of its only role.</summary>
internal static class DataFolder
{
    private const string HalfDone = ".init-";

    /// <summary>True when it had to be made. It gets its name only when it is whole, so one that exists can be trusted.</summary>
    public static async Task<bool> Create(ServerFiles files, ServerBinaries binaries, ServerAccount account)
    {
        if (files.IsCreated)
        {
            await account.Give(files.Data);
            return false;
        }

        if (Directory.Exists(files.Data) && Directory.EnumerateFileSystemEntries(files.Data).Any())
        {
            throw new PrivateServerException($"{files.Data} holds files but is not a Postgres data folder: move it away.");
        }

        RemoveHalfDone(files);
        var made = files.Data + HalfDone + RandomNumberGenerator.GetHexString(8, lowercase: true);
        var passwordForInitdb = made + ".password";
        try
        {
            Directory.CreateDirectory(made);
            OwnFile.Write(passwordForInitdb, Password(files));
            await account.Give(made);
            await account.Give(passwordForInitdb);
            var initdb = await account.Run(
                binaries.Initdb, "-D", made, "-U", PrivateServer.Name, $"--pwfile={passwordForInitdb}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8");
            if (!initdb.Succeeded)
            {
                throw new PrivateServerException($"The private Postgres could not be created in {files.Data}: {initdb.Output}");
            }
        }
        finally
        {
            File.Delete(passwordForInitdb);
        }

        if (Directory.Exists(files.Data))
        {
            Directory.Delete(files.Data);
        }

        Directory.Move(made, files.Data);
        return true;
    }

    /// <summary>Written before the data is, so data without a password is never our doing.</summary>
    public static string Password(ServerFiles files)
    {
        if (File.Exists(files.Password))
        {
            return File.ReadAllText(files.Password);
        }

        if (files.IsCreated)
        {
            throw new PrivateServerException($"The password of the private Postgres is missing: put {files.Password} back, or move {files.Data} away to start anew.");
        }

        var unfinished = files.Password + ".new";
        OwnFile.Write(unfinished, RandomNumberGenerator.GetHexString(48, lowercase: true));
        File.Move(unfinished, files.Password);
        return File.ReadAllText(files.Password);
    }

    private static void RemoveHalfDone(ServerFiles files)
    {
        foreach (var leftover in Directory.EnumerateFileSystemEntries(files.Home, Path.GetFileName(files.Data) + HalfDone + "*"))
        {
            try
            {
                if (File.Exists(leftover))
                {
                    File.Delete(leftover);
                }
                else
                {
                    Directory.Delete(leftover, recursive: true);
                }
            }
            catch (IOException)
            {
                // An initdb whose silo was killed may still be writing there. It is in nobody's way; the next one to create removes it.
            }
        }
    }
}
