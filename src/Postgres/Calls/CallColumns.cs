using Npgsql;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using static OrleansSms.Postgres.Columns;

namespace OrleansSms.Postgres.Calls;

/// <summary>Calls as columns of many rows, in the order of the statement.</summary>
internal static class CallColumns
{
    public static NpgsqlParameter[] Of(List<Call> calls) =>
    [
        Uuids(calls, call => call.ConversationId.Value), Ints(calls, call => call.Number), Uuids(calls, call => call.Id),
        Texts(calls, call => Word.Of(call.Direction)), Texts(calls, call => call.Direction == Direction.Outbound ? call.From : call.To),
        Texts(calls, call => call.CallSid), Texts(calls, call => call.From), Texts(calls, call => call.To), Texts(calls, call => Word.Of(call.Status)),
        OptionalUuids(calls, call => call.UserId), Texts(calls, call => call.MemberNumber), Times(calls, call => call.DateCreated),
        OptionalTimes(calls, call => call.AnsweredAt), OptionalTimes(calls, call => call.EndedAt), Times(calls, call => call.DateUpdated),
        OptionalInts(calls, call => call.Seconds), OptionalInts(calls, call => call.ErrorCode), Jsons(calls, call => CallJson.Write(call.Timeline)),
        Jsons(calls, call => CallJson.Write(call.Recordings)), OptionalTimes(calls, call => call.Recordings.Min(recording => recording.FetchAt)),
        Bools(calls, call => call.IsHangUpAsked), Bools(calls, call => call.Recovered),
    ];
}
