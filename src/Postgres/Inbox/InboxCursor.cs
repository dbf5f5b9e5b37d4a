using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace OrleansSms.Postgres.Inbox;

/// <summary>Where a list page ended: the last row's order key. Opaque to callers.</summary>
internal readonly record struct InboxCursor(DateTimeOffset LastActivityAt, Guid Id)
{
    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{LastActivityAt.UtcTicks} {Id:N}")));

    /// <summary>Null: not one of ours.</summary>
    public static InboxCursor? Read(string text)
    {
        // Decoding throws on what is not valid.
        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split(' ');
        return parts is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var moment) && moment <= DateTime.MaxValue.Ticks
            && Guid.TryParseExact(id, "N", out var guid)
            ? new(new(moment, TimeSpan.Zero), guid)
            : null;
    }
}
