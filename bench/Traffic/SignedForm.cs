using System.Security.Cryptography;
using System.Text;
using OrleansSms.Bench.Load;

namespace OrleansSms.Bench.Traffic;

/// <summary>Writes a webhook as the carrier does: a form, signed over the address and the fields in the order of their names.</summary>
internal sealed class SignedForm
{
    private const int SignatureLength = 28;

    private readonly byte[] _token = Encoding.UTF8.GetBytes(CarrierSide.AuthToken);
    private readonly string _publicBaseUrl;
    private readonly string[] _names;
    private readonly int[] _sorted;
    private readonly RequestBuffer _form = new();
    private readonly RequestBuffer _signed = new();

    public SignedForm(string publicBaseUrl, params string[] names)
    {
        (_publicBaseUrl, _names) = (publicBaseUrl, names);
        _sorted = [.. Enumerable.Range(0, names.Length).OrderBy(i => names[i], StringComparer.Ordinal)];
    }

    /// <param name="target">Path and query.</param>
    /// <param name="values">One for each name, in the names' order.</param>
    public void Write(RequestBuffer request, string target, ReadOnlySpan<string> values)
    {
        _form.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            _form.Write(i == 0 ? "" : "&");
            _form.Write(_names[i]);
            _form.Write("="u8);
            _form.Write(Uri.EscapeDataString(values[i]));
        }

        request.Write("POST "u8);
        request.Write(target);
        request.Write(" HTTP/1.1\r\nHost: bench\r\nUser-Agent: TwilioProxy/1.1\r\nContent-Type: application/x-www-form-urlencoded; charset=UTF-8\r\nX-Twilio-Signature: "u8);
        WriteSignature(request, target, values);
        request.Write("\r\nContent-Length: "u8);
        request.Write(_form.Written.Length);
        request.Write("\r\n\r\n"u8);
        request.Write(_form.Written.Span);
    }

    private void WriteSignature(RequestBuffer request, string target, ReadOnlySpan<string> values)
    {
        _signed.Clear();
        _signed.Write(_publicBaseUrl);
        _signed.Write(target);
        foreach (var i in _sorted)
        {
            _signed.Write(_names[i]);
            _signed.Write(values[i]);
        }

        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The carrier chose the algorithm.
        HMACSHA1.HashData(_token, _signed.Written.Span, mac);
#pragma warning restore CA5350
        Span<char> signature = stackalloc char[SignatureLength];
        Convert.TryToBase64Chars(mac, signature, out _);
        request.Write(signature);
    }
}
