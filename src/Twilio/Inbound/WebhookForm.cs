using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace OrleansSms.Twilio.Inbound;

/// <summary>
/// The fields of a form as the carrier wrote them: decoded once into one buffer of UTF-8, every value of every name,
/// nothing trimmed or joined, because all of it is signed.
/// </summary>
internal sealed class WebhookForm
{
    /// <summary>Far more than the carrier sends; sorting is done before anybody has proved to be the carrier.</summary>
    public const int MaxFields = 1000;

    private readonly byte[] _text;
    private readonly List<Field> _fields;

    private WebhookForm(int length, int fields) => (_text, _fields) = (new byte[length], new(fields));

    public static WebhookForm Empty { get; } = new(0, 0);

    /// <summary>How many bytes <see cref="WriteSorted"/> may need.</summary>
    public int Length => _text.Length;

    /// <summary>Null: more fields than anything of the carrier has.</summary>
    public static WebhookForm? Parse(ReadOnlySpan<byte> encoded)
    {
        var form = new WebhookForm(encoded.Length, Math.Min(encoded.Count((byte)'&') + 1, MaxFields));
        var written = 0;
        while (!encoded.IsEmpty)
        {
            var end = encoded.IndexOf((byte)'&');
            var pair = end < 0 ? encoded : encoded[..end];
            encoded = end < 0 ? default : encoded[(end + 1)..];
            if (pair.IsEmpty)
            {
                continue;
            }

            if (form._fields.Count == MaxFields)
            {
                return null;
            }

            var equals = pair.IndexOf((byte)'=');
            var name = form.Decode(equals < 0 ? pair : pair[..equals], ref written);
            var value = form.Decode(equals < 0 ? default : pair[(equals + 1)..], ref written);
            form._fields.Add(new(name, value));
        }

        return form;
    }

    /// <summary>The fields in the query of a raw request target; null: more than anything of the carrier has.</summary>
    public static WebhookForm? OfQuery(string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? Empty : Parse(Encoding.UTF8.GetBytes(target, query + 1, target.Length - query - 1));
    }

    /// <summary>The first value of a name as characters, without a string of its own. Nothing is copied of what is too long or no ASCII.</summary>
    /// <returns>False: there is no such field.</returns>
    public bool TryCopy(ReadOnlySpan<byte> name, Span<char> destination, out int length)
    {
        length = 0;
        if (Find(name) is not { } found)
        {
            return false;
        }

        if (Ascii.ToUtf16(Bytes(found), destination, out var written) == OperationStatus.Done)
        {
            length = written;
        }

        return true;
    }

    public bool Has(ReadOnlySpan<byte> name) => Find(name) is not null;

    /// <summary>The id that a field holds; null when it holds none.</summary>
    public Guid? Id(ReadOnlySpan<byte> name) =>
        Find(name) is { } found && Utf8Parser.TryParse(Bytes(found), out Guid id, out var read) && read == found.Length ? id : null;

    /// <summary>The first value of a name; null when there is none. NUL, which no text column takes, becomes U+FFFD.</summary>
    public string? Text(ReadOnlySpan<byte> name) =>
        Find(name) is { } found ? Encoding.UTF8.GetString(Bytes(found)).Replace('\0', '\uFFFD') : null;

    /// <summary>The whole number, zero or more, that a field holds; null when it holds none.</summary>
    public int? Number(ReadOnlySpan<byte> name) =>
        Find(name) is { } found && int.TryParse(Bytes(found), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The first value of a name with a number at its end, such as <c>MediaUrl0</c>.</summary>
    public string? Text(ReadOnlySpan<byte> name, int number)
    {
        Span<byte> numbered = stackalloc byte[name.Length + 11];
        name.CopyTo(numbered);
        Utf8Formatter.TryFormat(number, numbered[name.Length..], out var digits);
        return Text(numbered[..(name.Length + digits)]);
    }

    /// <summary>What is signed of a form: names and their distinct values in byte order, no separators.</summary>
    public int WriteSorted(Span<byte> destination)
    {
        var rented = ArrayPool<Field>.Shared.Rent(_fields.Count);
        var sorted = rented.AsSpan(0, _fields.Count);
        _fields.CopyTo(sorted);
        sorted.Sort(Compare);
        var written = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && Compare(sorted[i - 1], sorted[i]) == 0)
            {
                continue;
            }

            Bytes(sorted[i].Name).CopyTo(destination[written..]);
            written += sorted[i].Name.Length;
            Bytes(sorted[i].Value).CopyTo(destination[written..]);
            written += sorted[i].Value.Length;
        }

        ArrayPool<Field>.Shared.Return(rented);
        return written;
    }

    private Slice? Find(ReadOnlySpan<byte> name)
    {
        foreach (var field in _fields)
        {
            if (Bytes(field.Name).SequenceEqual(name))
            {
                return field.Value;
            }
        }

        return null;
    }

    private int Compare(Field left, Field right)
    {
        var names = Bytes(left.Name).SequenceCompareTo(Bytes(right.Name));
        return names != 0 ? names : Bytes(left.Value).SequenceCompareTo(Bytes(right.Value));
    }

    private ReadOnlySpan<byte> Bytes(Slice slice) => _text.AsSpan(slice.Start, slice.Length);

    private Slice Decode(ReadOnlySpan<byte> encoded, ref int written)
    {
        var start = written;
        for (var i = 0; i < encoded.Length; i++)
        {
            var b = encoded[i];
            if (b == '%' && i + 2 < encoded.Length && Utf8Parser.TryParse(encoded.Slice(i + 1, 2), out byte decoded, out var digits, 'x') && digits == 2)
            {
                b = decoded;
                i += 2;
            }
            else if (b == '+')
            {
                b = (byte)' ';
            }

            _text[written++] = b;
        }

        return new(start, written - start);
    }

    private readonly record struct Slice(int Start, int Length);

    private readonly record struct Field(Slice Name, Slice Value);
}
