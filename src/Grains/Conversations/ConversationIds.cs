using System.Security.Cryptography;
using System.Text;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Conversations;

/// <summary>
/// Name-based UUIDs (version 8) from a keyed hash: without the installation's salt nobody can tell a number from an id,
/// however few numbers there are to try.
/// </summary>
internal sealed class ConversationIds(IInstallation installation) : IConversationIds
{
    public ConversationId For(string line, string contact) => new(Named($"conversation\n{line}\n{contact}"));

    public Guid MessageFor(Guid member, string idempotencyKey) => Named($"message\n{member}\n{idempotencyKey}");

    public Guid CallFor(Guid member, string idempotencyKey) => Named($"call\n{member}\n{idempotencyKey}");

    private Guid Named(string name)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(installation.Salt, Encoding.UTF8.GetBytes(name), hash);
        var id = hash[..16];
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
