using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using OrleansSms.Bench.Stage;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Seed;

/// <summary>The product's tables, as its own commits leave them.</summary>
internal sealed class ProductShape(byte[] salt) : ISeedShape
{
    public string CopyConversations => """
        copy conversations (id, line, contact, version, last_number, sms_count, inbound_count, unread_count, state, opted_out,
          preview, preview_direction, preview_status, last_activity_at, created_at, updated_at, preview_number) from stdin (format binary)
        """;

    public string CopyMessages => """
        copy sms_messages (conversation_id, number, id, message_sid, from_number, to_number, body, direction, status, num_segments,
          date_created, date_sent, date_updated) from stdin (format binary)
        """;

    public (string Before, string After) Around =>
        // What is copied is nothing that searches have to find, but where they are measured.
        ("alter table sms_messages disable trigger to_be_found", "alter table sms_messages enable trigger to_be_found");

    /// <summary>The product's own rule: a keyed hash of line and contact as a UUID of version 8.</summary>
    public Guid ConversationOf(string contact)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes($"conversation\n{CarrierSide.Line}\n{contact}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash[..16], bigEndian: true);
    }

    public Task<string> Before(Database database, Guid conversation, Guid message, CancellationToken cancellation) =>
        database.Ask<string>($"select number::text from sms_messages where conversation_id = '{conversation}' and message_sid = 'SM{message:N}'", cancellation);

    public void Write(NpgsqlBinaryImporter row, SeedConversation conversation)
    {
        row.Write(conversation.Id, NpgsqlDbType.Uuid);
        row.Write(CarrierSide.Line, NpgsqlDbType.Text);
        row.Write(conversation.Contact, NpgsqlDbType.Text);
        row.Write((long)conversation.Messages, NpgsqlDbType.Bigint);
        row.Write(conversation.Messages, NpgsqlDbType.Integer);
        row.Write(conversation.Messages, NpgsqlDbType.Integer);
        row.Write(conversation.Inbound, NpgsqlDbType.Integer);
        row.Write(conversation.Inbound, NpgsqlDbType.Integer);
        row.Write("open", NpgsqlDbType.Text);
        row.Write(false, NpgsqlDbType.Boolean);
        row.Write(conversation.Last.Body, NpgsqlDbType.Text);
        row.Write(conversation.Last.Outbound ? "outbound" : "inbound", NpgsqlDbType.Text);
        row.Write(conversation.Last.Status, NpgsqlDbType.Text);
        row.Write(conversation.Last.At, NpgsqlDbType.TimestampTz);
        row.Write(conversation.Last.At, NpgsqlDbType.TimestampTz);
        row.Write(conversation.Last.At, NpgsqlDbType.TimestampTz);
        row.Write(conversation.Messages, NpgsqlDbType.Integer);
    }

    public void Write(NpgsqlBinaryImporter row, SeedMessage message)
    {
        row.Write(message.Conversation, NpgsqlDbType.Uuid);
        row.Write(message.Number, NpgsqlDbType.Integer);
        row.Write(message.Id, NpgsqlDbType.Uuid);
        row.Write(message.Sid, NpgsqlDbType.Text);
        row.Write(message.Outbound ? CarrierSide.Line : message.Contact, NpgsqlDbType.Text);
        row.Write(message.Outbound ? message.Contact : CarrierSide.Line, NpgsqlDbType.Text);
        row.Write(message.Body, NpgsqlDbType.Text);
        row.Write(message.Outbound ? "outbound" : "inbound", NpgsqlDbType.Text);
        row.Write(message.Status, NpgsqlDbType.Text);
        row.Write(1, NpgsqlDbType.Integer);
        row.Write(message.At, NpgsqlDbType.TimestampTz);
        row.Write(message.At, NpgsqlDbType.TimestampTz);
        row.Write(message.At, NpgsqlDbType.TimestampTz);
    }
}
