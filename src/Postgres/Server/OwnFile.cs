namespace OrleansSms.Postgres.Server;

/// <summary>Files that nobody but their owner may read, from their first byte on.</summary>
internal static class OwnFile
{
    public static void Write(string path, string text)
    {
        File.Delete(path);
        using var file = new StreamWriter(Open(path, FileMode.CreateNew));
        file.Write(text);
    }

    public static void Touch(string path) => Open(path, FileMode.OpenOrCreate).Dispose();

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(path, options);
    }
}
