using System.Globalization;
using System.Security.Cryptography;
using OrleansSms.Audit;
using OrleansSms.Calls;
using OrleansSms.Grains.Conversations;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Ports;
using OrleansSms.Members;

namespace OrleansSms.Grains.Calls;

/// <inheritdoc cref="ILineGreetings"/>
internal sealed class LineGreetings(
    ICallers callers, VoiceGuard guard, IGreetingFiles files, IGrainFactory grains, IAuditLog audit, TimeProvider time) : ILineGreetings
{
    private const int LongestName = 100;

    // A change of settings that is under way is over long before.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    public async Task<LineGreeting?> Of(string line, CancellationToken cancellation) =>
        await guard.LooksAfter(callers.Current, line, cancellation) && (await VoiceOf(line).Get()).GreetingFile is { } id
            ? await files.About(id, cancellation)
            : null;

    public async Task<LineGreeting?> Set(string line, string name, Stream content, CancellationToken cancellation)
    {
        var caller = callers.Current;
        if (!await guard.LooksAfter(caller, line, cancellation))
        {
            return null;
        }

        var sound = await Whole(content, cancellation);
        var type = SoundFile.TypeOf(sound) ?? throw Refused(sound.Length == 0 ? "This file is empty." : "This is neither an MP3 nor a WAV file.");
        var greeting = new LineGreeting(new Guid(RandomNumberGenerator.GetBytes(16)), Named(name), type, sound.Length, time.Now());
        await files.Save(line, greeting, sound, CancellationToken.None);
        CallerContext.Set(caller);
        await Change(line, greeting.Id);
        await audit.Write(AuditEntry.By(caller, AuditActions.LineGreetingSet, line, string.Create(CultureInfo.InvariantCulture, $"{type}, {sound.Length} bytes")), CancellationToken.None);
        return greeting;
    }

    public async Task<bool> Remove(string line, CancellationToken cancellation)
    {
        var caller = callers.Current;
        if (!await guard.LooksAfter(caller, line, cancellation))
        {
            return false;
        }

        CallerContext.Set(caller);
        if (await Change(line, null))
        {
            await audit.Write(AuditEntry.By(caller, AuditActions.LineGreetingRemoved, line), CancellationToken.None);
        }

        return true;
    }

    /// <returns>Whether there was one before.</returns>
    private async Task<bool> Change(string line, Guid? id)
    {
        var before = await VoiceOf(line).SetGreeting(id);
        if (before is { } old)
        {
            await files.Forget(old, CancellationToken.None);
        }

        await files.ForgetAbandoned(line, id, time.Now() - Abandoned, CancellationToken.None);
        return before is not null;
    }

    /// <summary>No more of it is taken in than may be.</summary>
    private static async Task<byte[]> Whole(Stream content, CancellationToken cancellation)
    {
        using var taken = new MemoryStream();
        var part = new byte[64 * 1024];
        for (int read; (read = await content.ReadAsync(part, cancellation)) > 0;)
        {
            if (taken.Length + read > ILineGreetings.LargestFile)
            {
                throw Refused("A greeting has 5 MB at most.");
            }

            taken.Write(part, 0, read);
        }

        return taken.ToArray();
    }

    /// <summary>Without the folders that some browsers tell.</summary>
    private static string Named(string name)
    {
        var bare = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        return bare.Length == 0 ? "greeting" : StorableText.Of(bare.Length > LongestName ? bare[..LongestName] : bare);
    }

    private static RefusedException Refused(string sentence) => new(Refusals.InvalidGreeting, sentence);

    private ILineVoiceGrain VoiceOf(string line) => grains.GetGrain<ILineVoiceGrain>(LineKey.For(line));
}
