namespace OrleansSms.Postgres.Commits;

/// <summary>The parts of the statement that are of the members: what they have seen, for whom it is unread, notes and events.</summary>
internal static class CommitPeopleSql
{
    // A position goes forward only, unless it is moved back on purpose. The conversation's row is locked and its version
    // checked, so what is read of the positions here is what there is.
    public const string Reads = """
        ,
        read as (
          select read.* from unnest($54::uuid[], $55::uuid[], $56::int[], $57::bool[]) as read (user_id, conversation_id, inbound_count, back)
            join taken on taken.id = read.conversation_id),
        seen as (
          insert into read_positions (user_id, conversation_id, inbound_count, back)
          select user_id, conversation_id, case when read.back then read.inbound_count else greatest(read.inbound_count, before.inbound_count) end,
            read.back or (coalesce(before.back, false) and read.inbound_count <= before.inbound_count)
          from read left join read_positions before using (user_id, conversation_id)
          on conflict (user_id, conversation_id) do update set inbound_count = excluded.inbound_count, back = excluded.back),
        caught_up as (
          delete from unread_conversations u using read join head on head.id = read.conversation_id
          where u.user_id = read.user_id and u.conversation_id = read.conversation_id and read.inbound_count >= head.inbound_count),
        kept_unread as (
          insert into unread_conversations (user_id, conversation_id)
          select read.user_id, read.conversation_id from read join head on head.id = read.conversation_id
          where read.back and read.inbound_count < head.inbound_count
          on conflict do nothing)
        """;

    public const string Unread = """
        ,
        step as (
          select step.*, head.line, head.inbound_count from unnest($58::uuid[], $59::int[]) as step (conversation_id, step)
            join taken on taken.id = step.conversation_id join head on head.id = step.conversation_id),
        raised as (
          insert into unread_conversations (user_id, conversation_id)
          select m.user_id, step.conversation_id from step join line_members m on m.line = step.line
          where step.step = 1 and not exists (
            select from unnest($54::uuid[], $55::uuid[], $56::int[]) as read (user_id, conversation_id, inbound_count)
            where read.user_id = m.user_id and read.conversation_id = step.conversation_id and read.inbound_count >= step.inbound_count)
          on conflict do nothing),
        settled as (
          delete from unread_conversations u where conversation_id = any (array(select conversation_id from step where step = 2))
            and not exists (
              select from unnest($54::uuid[], $55::uuid[], $57::bool[]) as read (user_id, conversation_id, back)
              where read.user_id = u.user_id and read.conversation_id = u.conversation_id and read.back)),
        forward as (
          update read_positions r set back = false
          where conversation_id = any (array(select conversation_id from step where step = 2)) and back
            and not exists (
              select from unnest($54::uuid[], $55::uuid[]) as read (user_id, conversation_id)
              where read.user_id = r.user_id and read.conversation_id = r.conversation_id))
        """;

    public const string Asides = """
        ,
        said as (
          insert into asides (conversation_id, number, id, kind, user_id, body, mentions, subject, until, date_created)
          select conversation_id, number, aside.id, kind, user_id, body, string_to_array(mentions, ' ')::uuid[], subject, until, date_created
          from unnest($60::uuid[], $61::int[], $62::uuid[], $63::text[], $64::uuid[], $65::text[], $66::text[], $67::uuid[], $68::timestamptz[], $69::timestamptz[])
            as aside (conversation_id, number, id, kind, user_id, body, mentions, subject, until, date_created)
            join taken on taken.id = aside.conversation_id)
        """;
}
