using System.Globalization;
using OrleansSms.TwilioSimulator.Carrier;

namespace OrleansSms.TwilioSimulator.Protocol;

/// <summary>Where a page begins. It names a position in the order of creation, so new or deleted messages do not shift pages.</summary>
internal readonly record struct PageToken(long Position, bool IsOlder)
{
    private static readonly PageToken Newest = new(long.MaxValue, true);

    public static PageToken OlderThan(long position) => new(position, true);

    public static PageToken NewerThan(long position) => new(position, false);

    public static bool TryRead(long seed, string? text, out PageToken token)
    {
        token = Newest;
        if (text is null)
        {
            return true;
        }

        if (text.Length != 26
            || !long.TryParse(text.AsSpan(2, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var position))
        {
            return false;
        }

        token = new(position, text.StartsWith("PA", StringComparison.Ordinal));
        return token.Write(seed) == text;
    }

    // The last eight digits make a token that was not given out by this world a wrong token.
    public string Write(long seed) => $"{(IsOlder ? "PA" : "PB")}{Position:x16}{(uint)new Dice(seed ^ (Position << 1)).Next():x8}";

    public IReadOnlyList<T> Cut<T>(IEnumerable<T> newestFirst, int size, out bool newer, out bool older)
        where T : IArchived
    {
        var position = Position;
        List<T> page;
        if (IsOlder)
        {
            page = [.. newestFirst.SkipWhile(message => message.Position >= position).Take(size + 1)];
            newer = position != long.MaxValue;
            older = page.Count > size;
            return older ? page[..size] : page;
        }

        var before = newestFirst.TakeWhile(message => message.Position > position).ToList();
        page = [.. before.TakeLast(size)];
        newer = before.Count > size;
        older = true;
        return page;
    }
}
