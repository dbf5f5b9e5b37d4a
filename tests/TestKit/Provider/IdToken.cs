using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OrleansSms.TestKit.Provider;

/// <summary>A provider's key and the tokens it signs, RS256.</summary>
internal sealed class IdToken : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);

    public string KeyId { get; } = Guid.NewGuid().ToString("N");

    public JsonObject PublicKey
    {
        get
        {
            var numbers = _key.ExportParameters(includePrivateParameters: false);
            return new()
            {
                ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = KeyId,
                ["n"] = Base64Url.EncodeToString(numbers.Modulus), ["e"] = Base64Url.EncodeToString(numbers.Exponent),
            };
        }
    }

    /// <param name="keyId">What the token says the key is.</param>
    public string Sign(JsonObject claims, string keyId)
    {
        var text = $"{Part(new() { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = keyId })}.{Part(claims)}";
        return $"{text}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public static string Unsigned(JsonObject claims) => $"{Part(new() { ["alg"] = "none", ["typ"] = "JWT" })}.{Part(claims)}.";

    public void Dispose() => _key.Dispose();

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
