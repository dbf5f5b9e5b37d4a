namespace OrleansSms.TestKit.Processes;

/// <summary>Where the programs of this checkout were built, in the configuration that we were built in.</summary>
public static class BuiltPrograms
{
    public static string Silo => Find("src/Silo", "OrleansSms.Silo.dll");

    public static string Simulator => Find("tools/TwilioSimulator", "OrleansSms.TwilioSimulator.dll");

    private static string Find(string project, string assembly)
    {
        var ours = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration) = (ours.Name, ours.Parent!.Name);
        var folder = ours;
        while (!File.Exists(Path.Combine(folder.FullName, "OrleansSms.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"{ours.FullName} is not inside the checkout.");
        }

        var path = Path.Combine(folder.FullName, project, "bin", configuration, framework, assembly);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} is not built as {configuration}.", path);
    }
}
