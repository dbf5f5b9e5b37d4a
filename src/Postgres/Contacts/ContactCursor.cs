using System.Buffers.Text;
using System.Globalization;
using System.Text;
using OrleansSms.Contacts;

namespace OrleansSms.Postgres.Contacts;

/// <summary>Where a page of the book ended: the last one's key in its order. Opaque to callers.</summary>
internal sealed record ContactCursor(ContactSort Sort, Guid Id, string Key)
{
    public static ContactCursor After(Contact contact, ContactSort sort) => new(sort, contact.Id, sort switch
    {
        ContactSort.Added => contact.CreatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture),
        _ => ContactFinding.SortKey(contact),
    });

    public DateTimeOffset Time => new(long.Parse(Key, CultureInfo.InvariantCulture), TimeSpan.Zero);

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Word.Of(Sort)} {Id:N} {Key}"));

    /// <exception cref="RefusedException">It is not one that a list in this order gave.</exception>
    public static ContactCursor? Read(string? text, ContactSort sort)
    {
        if (text is null)
        {
            return null;
        }

        // Decoding throws on what is not valid.
        return Base64Url.IsValid(text) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ', 3) is [var word, var id, var key]
            && Word.Read<ContactSort>(word) == sort && Guid.TryParseExact(id, "N", out var guid) && !Storable.IsNot(key)
            && (sort == ContactSort.Name || (long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks))
            ? new(sort, guid, key)
            : throw new RefusedException(Refusals.InvalidCursor, "The cursor is not one that a list gave.");
    }
}
