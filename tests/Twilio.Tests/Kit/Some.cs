using System.Security.Cryptography;
using System.Text;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Tests.Kit;

internal static class Some
{
    public const string AccountSid = "AC11111111111111111111111111111111";
    public const string Token = "0123456789abcdef0123456789abcdef";
    public const string OldToken = "fedcba9876543210fedcba9876543210";
    public const string MessageSid = "SM22222222222222222222222222222222";
    public const string CallSid = "CA44444444444444444444444444444444";
    public const string LegSid = "CA55555555555555555555555555555555";
    public const string RecordingSid = "RE66666666666666666666666666666666";
    public const string MemberNumber = "+14155550142";
    public const string PublicUrl = "https://hooks.example.com/base";
    public const string Line = "+14155550100";
    public const string Contact = "+14155550123";
    public const string Text = "Grüße & 1+1=2, 100 % 🍵";

    public static readonly Guid MessageId = Guid.Parse("0197f3a2-0000-7000-8000-000000000001");
    public static readonly ConversationId Conversation = new(Guid.Parse("0197f3a2-0000-7000-8000-000000000002"));

    public static readonly Guid CallId = Guid.Parse("0197f3a2-0000-7000-8000-000000000003");
    public static readonly Guid MemberId = Guid.Parse("0197f3a2-0000-7000-8000-000000000004");
    public static readonly CallPlace Place = new(Conversation, CallId);

    /// <summary>Our ids, as they stand in an address.</summary>
    public static readonly string Ids = $"?c={Conversation}&m={CallId}";

    public static OutboxItem Item(string body = Text, params string[] media) =>
        new(MessageId, Conversation, Line, Contact, body, [.. media], 1, 2, DateTimeOffset.UnixEpoch);

    public static CallOrder Order() => new(Conversation, CallId, Line, MemberNumber, DateTimeOffset.UnixEpoch, IsHangUpAsked: false);

    /// <summary>The signature by the book, with strings: a second opinion on the product's own.</summary>
    public static string Signature(string token, string url, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var signed = new StringBuilder(url);
        foreach (var name in fields.GroupBy(field => field.Key, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            foreach (var value in name.Select(field => field.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                signed.Append(name.Key).Append(value);
            }
        }

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, Encoding.UTF8.GetBytes(token));
        hmac.AppendData(Encoding.UTF8.GetBytes(signed.ToString()));
        return Convert.ToBase64String(hmac.GetHashAndReset());
    }
}
