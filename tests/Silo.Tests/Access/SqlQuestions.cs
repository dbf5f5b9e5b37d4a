using Npgsql;
using OrleansSms.Postgres;
using OrleansSms.Postgres.Access;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>Plain SQL as the role of members' questions: each table that it may read.</summary>
internal static class SqlQuestions
{
    public static readonly Dictionary<string, Question> All = new()
    {
        ["conversations"] = Rows("select id::text from conversations", (world, person) =>
            world.Talks.Where(talk => world.Oracle.Sees(person, talk.Line)).Select(talk => talk.Id.ToString())),
        ["sms_messages"] = Rows("select distinct conversation_id::text from sms_messages", (world, person) =>
            world.Talks.Where(talk => world.Oracle.Sees(person, talk.Line)).Select(talk => talk.Id.ToString())),
        ["calls"] = Rows("select distinct conversation_id::text from calls", (world, person) =>
            world.Talks.Where(talk => world.Oracle.Sees(person, talk.Line)).Select(talk => talk.Id.ToString())),
        ["templates"] = Rows("select id::text from templates where owner is not null and owner <> asking_user()", (_, _) => []),
        ["lines"] = Rows("select number from lines", (world, person) => world.Lines.Where(line => world.Oracle.Sees(person, line))),
        ["line_members"] = Rows("select line || ' ' || access || ' ' || user_id from line_members", (world, person) => world.Lines
            .Where(line => world.Oracle.Sees(person, line)).Select(line => $"{line} {Word.Of(world.Oracle.AccessTo(person, line)!.Value)} {person.Id}")),
        // What somebody is called is every member's to know.
        ["contacts"] = Rows("select name from contacts", (world, _) => world.Contacts),
        ["contact_numbers"] = Rows("select number from contact_numbers", (world, _) => world.Talks.Select(talk => talk.Contact).Distinct()),
        ["member_phones"] = Rows("select user_id::text from member_phones", (_, person) => [person.Id.ToString()]),
        ["asides"] = Rows("select id::text from asides where conversation_id not in (select id from conversations)", (_, _) => []),
        ["unread_conversations"] = Rows("select distinct user_id::text from unread_conversations where user_id <> asking_user()", (_, _) => []),
        ["read_positions"] = Rows("select distinct user_id::text from read_positions where user_id <> asking_user()", (_, _) => []),
    };

    private static Question Rows(string sql, Func<World, Person, IEnumerable<string>> wanted) => async (world, person, verdicts) =>
    {
        await using var members = DataSources.ForMembers(new NpgsqlConnectionStringBuilder(world.ConnectionString) { Pooling = false }.ConnectionString);
        verdicts.SameSet(wanted(world, person), await new MembersDatabase(members).Read(person.Id, sql, [], row => row.GetString(0), default), person, sql);
        verdicts.SameSet([], await new MembersDatabase(members).Read(Guid.NewGuid(), sql, [], row => row.GetString(0), default), person, $"as nobody: {sql}");
    };
}
