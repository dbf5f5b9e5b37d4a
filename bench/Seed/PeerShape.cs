using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using OrleansSms.Bench.Stage;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Seed;

/// <summary>The peer's tables; the trigger that counts rests while counts are copied.</summary>
internal sealed class PeerShape(Guid user) : ISeedShape
{
    public string CopyConversations =>
        "copy conversations (id, user_id, line, contact, sms_count, unread_count, last_message_at, created_at) from stdin (format binary)";

    public string CopyMessages => """
        copy sms_messages (id, conversation_id, message_sid, from_number, to_number, body, direction, status, created_at, updated_at)
        from stdin (format binary)
        """;

    public (string Before, string After) Around =>
        ("alter table sms_messages disable trigger count_message", "alter table sms_messages enable trigger count_message");

    public Guid ConversationOf(string contact) => new(SHA256.HashData(Encoding.UTF8.GetBytes(contact)).AsSpan(0, 16));

    public Task<string> Before(Database database, Guid conversation, Guid message, CancellationToken cancellation) =>
        database.Ask<string>($"select created_at::text || '_' || id from sms_messages where id = '{message}'", cancellation);

    public void Write(NpgsqlBinaryImporter row, SeedConversation conversation)
    {
        row.Write(conversation.Id, NpgsqlDbType.Uuid);
        row.Write(user, NpgsqlDbType.Uuid);
        row.Write(CarrierSide.Line, NpgsqlDbType.Text);
        row.Write(conversation.Contact, NpgsqlDbType.Text);
        row.Write(conversation.Messages, NpgsqlDbType.Integer);
        row.Write(conversation.Inbound, NpgsqlDbType.Integer);
        row.Write(conversation.Last.At, NpgsqlDbType.TimestampTz);
        row.Write(conversation.Last.At, NpgsqlDbType.TimestampTz);
    }

    public void Write(NpgsqlBinaryImporter row, SeedMessage message)
    {
        row.Write(message.Id, NpgsqlDbType.Uuid);
        row.Write(message.Conversation, NpgsqlDbType.Uuid);
        row.Write(message.Sid, NpgsqlDbType.Text);
        row.Write(message.Outbound ? CarrierSide.Line : message.Contact, NpgsqlDbType.Text);
        row.Write(message.Outbound ? message.Contact : CarrierSide.Line, NpgsqlDbType.Text);
        row.Write(message.Body, NpgsqlDbType.Text);
        row.Write(message.Outbound ? "outbound" : "inbound", NpgsqlDbType.Text);
        row.Write(message.Status, NpgsqlDbType.Text);
        row.Write(message.At, NpgsqlDbType.TimestampTz);
        row.Write(message.At, NpgsqlDbType.TimestampTz);
    }
}
