using System.Security.Cryptography;
using System.Text;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Silo.Accounts;

/// <summary>
/// The code that guards the one-time set-up page: whoever can read the log may set up. It follows from the
/// installation's secret, so that every silo prints and takes the same one.
/// </summary>
internal sealed class SetUpCode(IInstallation installation)
{
    private const int Bytes = 8;

    public string Value => Convert.ToHexStringLower(HMACSHA256.HashData(installation.Salt, "set-up code"u8).AsSpan(0, Bytes));

    public bool IsRight(string typed) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(typed.Trim().ToLowerInvariant()), Encoding.UTF8.GetBytes(Value));
}
