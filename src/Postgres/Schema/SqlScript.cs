using System.Security.Cryptography;
using System.Text;

namespace OrleansSms.Postgres.Schema;

/// <summary>One numbered step of the schema. Once applied somewhere its text never changes.</summary>
public sealed record SqlScript(int Number, string Name, string Text)
{
    public string File => $"{Number:000}_{Name}.sql";

    /// <summary>The same however the file was checked out: line endings and a byte order mark do not count.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.TrimStart('\uFEFF').ReplaceLineEndings("\n"))));
}
