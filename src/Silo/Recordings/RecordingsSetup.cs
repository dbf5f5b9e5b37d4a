using Microsoft.Extensions.Options;
using OrleansSms.Grains.Ports;
using OrleansSms.Silo.Database;

namespace OrleansSms.Silo.Recordings;

/// <summary>Where recordings are kept, and the way members hear them.</summary>
internal static class RecordingsSetup
{
    public static void AddRecordings(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RecordingStoreOptions>().BindConfiguration("Recordings").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IRecordingStore>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<RecordingStoreOptions>>().Value;
            return options.S3.IsMeant ? new BucketRecordings(options.S3) : new FileRecordings(Folder(options), provider.GetRequiredService<TimeProvider>());
        });
    }

    private static string Folder(RecordingStoreOptions options) => string.IsNullOrWhiteSpace(options.Directory)
        ? Path.Combine(LocalDatabase.ProjectFolder(), ".data", "recordings")
        : Path.GetFullPath(options.Directory);
}
