using Npgsql;
using OrleansSms.Bench.Stage;

namespace OrleansSms.Bench.Seed;

/// <summary>How conversations and messages lie in somebody's tables.</summary>
internal interface ISeedShape
{
    string CopyConversations { get; }

    string CopyMessages { get; }

    /// <summary>Before rows are copied that bring their counts with them; and after.</summary>
    (string Before, string After) Around { get; }

    Guid ConversationOf(string contact);

    /// <summary>What a page asks for that ends just before this message.</summary>
    Task<string> Before(Database database, Guid conversation, Guid message, CancellationToken cancellation);

    void Write(NpgsqlBinaryImporter row, SeedConversation conversation);

    void Write(NpgsqlBinaryImporter row, SeedMessage message);
}

/// <summary>A conversation as it is after its messages.</summary>
internal readonly record struct SeedConversation(Guid Id, string Contact, int Messages, int Inbound, SeedMessage Last);

/// <summary>One message of it; the carrier's name for it follows from the id.</summary>
internal readonly record struct SeedMessage(Guid Conversation, string Contact, int Number, Guid Id, bool Outbound, bool InFlight, string Body, DateTimeOffset At)
{
    public string Status => !Outbound ? "received" : InFlight ? "accepted" : "delivered";

    public string Sid => $"SM{Id:N}";
}
