namespace OrleansSms.Twilio.Tests.Kit;

/// <summary>The carrier's JSON, as it writes it.</summary>
internal static class Json
{
    public const string Messages = $"/2010-04-01/Accounts/{Some.AccountSid}/Messages";

    public static string Inbound(string sid = Some.MessageSid, string body = "hello", int media = 0) => $$"""
        {"sid":"{{sid}}","account_sid":"{{Some.AccountSid}}","direction":"inbound","from":"{{Some.Contact}}","to":"{{Some.Line}}","body":"{{body}}",
         "status":"received","num_segments":"2","num_media":"{{media}}","price":null,"price_unit":"USD","error_code":null,"error_message":null,
         "date_created":"Wed, 22 Jul 2026 10:29:58 +0000","date_sent":"Wed, 22 Jul 2026 10:29:59 +0000","date_updated":"Wed, 22 Jul 2026 10:30:01 +0000",
         "tags":{"new":[1]}
        }
        """;

    public const string Calls = $"/2010-04-01/Accounts/{Some.AccountSid}/Calls";

    public static string Call(
        string sid = Some.CallSid, string status = "queued", string? parent = null, string? created = "Wed, 22 Jul 2026 10:29:58 +0000", string direction = "outbound-api") => $$"""
        {"sid":"{{sid}}","account_sid":"{{Some.AccountSid}}","parent_call_sid":{{Quoted(parent)}},"from":"{{Some.Line}}","to":"{{Some.MemberNumber}}",
         "status":"{{status}}","direction":"{{direction}}","start_time":null,"duration":{{(status == "completed" ? "\"42\"" : "null")}},
         "date_created":{{Quoted(created)}},"new":{"thing":[1]}
        }
        """;

    public static string CallPage(string? next, params string[] calls) => $$"""{"calls":[{{string.Join(',', calls)}}],"next_page_uri":{{Quoted(next)}}}""";

    public static string Page(string? next, params string[] messages) =>
        $$"""{"messages":[{{string.Join(',', messages)}}],"page":0,"next_page_uri":{{(next is null ? "null" : $"\"{next}\"")}}}""";

    private static string Quoted(string? text) => text is null ? "null" : $"\"{text}\"";
}
