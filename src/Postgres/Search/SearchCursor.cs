using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace OrleansSms.Postgres.Search;

/// <summary>Where a page of messages ended. Opaque to callers.</summary>
internal readonly record struct SearchCursor(DateTimeOffset At, Guid ConversationId, int Number)
{
    /// <summary>Before everything of that moment.</summary>
    public static SearchCursor Through(DateTimeOffset at) => new(at, new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"), int.MaxValue);

    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks} {ConversationId:N} {Number}")));

    /// <summary>Null: not one of ours.</summary>
    public static SearchCursor? Read(string text)
    {
        // Decoding throws on what is not valid.
        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        return Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split(' ') is [var ticks, var id, var number]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var moment) && moment <= DateTime.MaxValue.Ticks
            && Guid.TryParseExact(id, "N", out var guid) && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var entry)
            ? new(new(moment, TimeSpan.Zero), guid, entry)
            : null;
    }
}
