namespace OrleansSms.Postgres.Server;

/// <summary>The data folder and what lies beside it, all with its name in front.</summary>
internal sealed class ServerFiles
{
    public ServerFiles(string dataFolder)
    {
        Data = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder));
        Home = Path.GetDirectoryName(Data)
            ?? throw new PrivateServerException($"The data folder {Data} needs a parent folder for its log and password.");
    }

    public string Data { get; }

    public string Home { get; }

    public string Log => Data + ".log";

    public string Password => Data + ".password";

    /// <summary>The port of the last run: taken again when free, so an address written down stays right.</summary>
    public string Port => Data + ".port";

    /// <summary>Held while somebody creates, starts or stops the server.</summary>
    public string TurnLock => Data + ".turn.lock";

    /// <summary>Held, shared, by every silo that uses the server.</summary>
    public string UsersLock => Data + ".users.lock";

    public string PidFile => Path.Combine(Data, "postmaster.pid");

    private string VersionFile => Path.Combine(Data, "PG_VERSION");

    public bool IsCreated => File.Exists(VersionFile);

    /// <summary>The major version that made the data; null before there is any.</summary>
    public int? MajorVersion => IsCreated ? int.Parse(File.ReadAllText(VersionFile), System.Globalization.CultureInfo.InvariantCulture) : null;
}
