using System.Security.Cryptography;
using System.Text;
using OrleansSms.Lines;

namespace OrleansSms.Web.Components.Inbox;

/// <summary>Stands for a line in an address, where no phone number may stand.</summary>
internal static class LineTags
{
    public static string Of(Line line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line.Number)))[..8];
}
