using OrleansSms.Postgres.Checks;
using OrleansSms.TestKit;
using static OrleansSms.Postgres.Tests.Checks.SoundData;

namespace OrleansSms.Postgres.Tests.Checks;

/// <summary>Every kind of damage is made on purpose: it is found, and nothing else is.</summary>
public sealed class DamageTests(QuickPostgresServer server)
{
    private const string OfAnna = $"conversation_id = '{Anna}' and number";
    private const string OfEvan = $"conversation_id = '{Evan}' and number";
    private const string Message = "-0000-0000-0000-000000000002";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sms-count", Anna, $"update conversations set sms_count = 4 where id = '{Anna}'")]
    [InlineData("inbound-count", Anna, $"update conversations set inbound_count = 2 where id = '{Anna}'")]
    [InlineData("unread-count", Bert, $"update conversations set unread_count = 0 where id = '{Bert}'")]
    [InlineData("unread-count", Bert, $"insert into read_positions values (gen_random_uuid(), '{Bert}', 1)")]
    [InlineData("last-activity", Anna, $"update conversations set last_activity_at = now() - interval '9 hours' where id = '{Anna}'")]
    [InlineData("last-activity", Anna, $"update conversations set last_activity_at = now() where id = '{Anna}'")]
    [InlineData("preview", Anna, $"update conversations set preview = 'Hello' where id = '{Anna}'")]
    [InlineData("preview", Dora, $"update conversations set preview = '' where id = '{Dora}'")]
    [InlineData("preview", Anna, $"update conversations set preview_direction = 'inbound' where id = '{Anna}'")]
    [InlineData("preview", Anna, $"update conversations set preview_status = 'sent' where id = '{Anna}'")]
    [InlineData("preview", Anna, $"update conversations set preview_call = 'missed' where id = '{Anna}'")]
    [InlineData("preview", Evan, $"update conversations set preview_call = 'busy' where id = '{Evan}'")]
    [InlineData("preview", Evan, $"update conversations set preview_call = null where id = '{Evan}'")]
    [InlineData("preview", Evan, $"update conversations set preview_seconds = 61 where id = '{Evan}'")]
    [InlineData("preview", Evan, $"update conversations set preview_direction = 'inbound' where id = '{Evan}'")]
    [InlineData("preview", Evan, $"update conversations set preview = 'Call me' where id = '{Evan}'")]
    [InlineData("entry-numbers", Anna, $"update sms_messages set number = 9 where {OfAnna} = 2")]
    [InlineData("entry-numbers", Anna, $"update sms_messages set number = 0 where {OfAnna} = 1")]
    [InlineData("entry-numbers", Anna, $"update conversations set last_number = 5 where id = '{Anna}'")]
    [InlineData("entry-numbers inbound-count sms-count unread-count", Anna, $"delete from sms_messages where {OfAnna} = 1")]
    [InlineData("entry-numbers sms-count", Anna, $"delete from sms_messages where {OfAnna} = 2")]
    [InlineData("failed-count", Cleo, $"update conversations set failed_count = 0 where id = '{Cleo}'")]
    [InlineData("failed-count", Cleo, $"update conversations set done_through = 4 where id = '{Cleo}'")]
    [InlineData("unread-count", Bert, $"update conversations set settled_count = 1 where id = '{Bert}'")]
    [InlineData("entry-numbers", Cleo, $"delete from asides where conversation_id = '{Cleo}'")]
    [InlineData("missed-count", Evan, $"update conversations set missed_count = 0 where id = '{Evan}'")]
    [InlineData("missed-count", Evan, $"update conversations set done_through = 2 where id = '{Evan}'")]
    [InlineData("call-outcomes inbound-count missed-count unread-count", Evan, $"update calls set status = 'completed' where {OfEvan} = 2")]
    [InlineData("call-outcomes inbound-count missed-count preview unread-count", Evan, $"update calls set status = 'voicemail' where {OfEvan} = 3")]
    [InlineData("entry-numbers inbound-count missed-count unread-count", Evan, $"delete from calls where {OfEvan} = 2")]
    [InlineData("entry-numbers last-activity", Evan, $"delete from calls where {OfEvan} = 3")]
    [InlineData("entry-numbers", Evan, $"update calls set number = 4 where {OfEvan} = 3")]
    [InlineData("entry-numbers", Evan, $"update calls set number = 1 where {OfEvan} = 2")]
    [InlineData("last-activity", Evan, $"update calls set date_created = now() where {OfEvan} = 3")]
    public Task A_head_that_does_not_agree_with_its_messages(string found, string id, string damage) => IsFound(found, id, damage);

    [Theory]
    [InlineData("messages-without-conversation", Dora, $"delete from conversations where id = '{Dora}'")]
    [InlineData("messages-without-conversation read-positions", Anna, $"delete from conversations where id = '{Anna}'")]
    [InlineData("read-positions unread-count", Bert, $"insert into read_positions values (gen_random_uuid(), '{Bert}', 7)")]
    [InlineData("unknown-lines", Bert, $"update conversations set line = '+15550000099' where id = '{Bert}'")]
    [InlineData("further-rows", "00000000-0000-0000-0000-00000000beef", "insert into open_cases values ('00000000-0000-0000-0000-00000000beef', '+15550000001', now(), now())")]
    [InlineData("further-rows", "00000000-0000-0000-0000-00000000beef", $"insert into doubles values ('SMx', '{Anna}', '00000000-0000-0000-0000-00000000beef')")]
    [InlineData("one-conversation", Anna, $"update conversations set contact = '+15550000011' where id = '{Bert}'")]
    [InlineData("unread-lists", Anna, $"insert into unread_conversations values (gen_random_uuid(), '{Anna}')")]
    [InlineData("asides-without-conversation", "00000000-0000-0000-0000-00000000beef", "insert into asides values ('00000000-0000-0000-0000-00000000beef', 1, gen_random_uuid(), 'done', null, '', '{}', null, null, now())")]
    [InlineData("calls-without-conversation messages-without-conversation", Evan, $"delete from conversations where id = '{Evan}'")]
    [InlineData("call-outcomes calls-without-conversation", "00000000-0000-0000-0000-00000000beef", "insert into calls (conversation_id, number, id, direction, line, from_number, to_number, status, date_created, date_updated, hang_up, recovered) values ('00000000-0000-0000-0000-00000000beef', 1, gen_random_uuid(), 'inbound', '+15550000001', '+15550000016', '+15550000001', 'missed', now(), now(), false, false)")]
    public Task Rows_that_belong_to_nothing(string found, string id, string damage) => IsFound(found, id, damage);

    [Theory]
    [InlineData("outbox-rows", $"insert into outbox (message_id, conversation_id, number, line, entered_at, due_at) values ('a0000000{Message}', '{Anna}', 2, '+15550000001', now(), now())")]
    [InlineData("messages-to-send outbox-rows", $"update outbox set message_id = 'a0000000{Message}' where conversation_id = '{Anna}'")]
    [InlineData("messages-to-send", $"delete from outbox where message_id = 'b0000000{Message}'")]
    [InlineData("messages-to-send", $"delete from outbox where message_id = 'c0000000{Message}'")]
    [InlineData("outbox-rows", $"update outbox set state = 'waiting' where message_id = 'b0000000{Message}'")]
    [InlineData("outbox-rows", $"update outbox set state = 'in_doubt' where message_id = 'd0000000{Message}'")]
    [InlineData("outbox-rows", $"update outbox set line = '+15550000002' where message_id = 'b0000000{Message}'")]
    [InlineData("overdue", $"update outbox set due_at = now() - interval '61 minutes' where message_id = 'c0000000{Message}'")]
    [InlineData("behind", $"alter table outbox drop constraint outbox_state_check; update outbox set state = 'behind' where message_id = 'a0000000-0000-0000-0000-000000000003'")]
    [InlineData("abandoned", $"update outbox set claimed_until = now() - interval '11 minutes' where message_id = 'd0000000{Message}'")]
    [InlineData("abandoned", $"update outbox set claimed_until = null where message_id = 'd0000000{Message}'")]
    [InlineData("in-doubt", $"update outbox set first_tried_at = now() - interval '61 minutes' where message_id = 'b0000000{Message}'")]
    public Task An_outbox_that_does_not_agree_or_does_not_move(string found, string damage) => IsFound(found, "0000", damage);

    [Theory]
    [InlineData("duplicate-sids indexes", "SMa2", $"drop index sms_messages_sid; update sms_messages set message_sid = 'SMa2' where {OfAnna} = 1")]
    [InlineData("duplicate-ids indexes", "d0000000-0000-0000-0000-000000000001", $"drop index sms_messages_outbound_id; update sms_messages set id = 'd0000000-0000-0000-0000-000000000001' where {OfAnna} = 2")]
    [InlineData("indexes", "sms_messages_outbound_id", "update pg_index set indisvalid = false where indexrelid = 'sms_messages_outbound_id'::regclass")]
    [InlineData("indexes", "conversations_by_state", "update pg_index set indisvalid = false where indexrelid = 'conversations_by_state'::regclass")]
    public Task Doubles_and_indexes_that_no_longer_prevent_them(string found, string id, string damage) => IsFound(found, id, damage);

    [Theory]
    [InlineData("statuses", $"update sms_messages set status = 'sent' where {OfAnna} = 2")]
    [InlineData("statuses", $"update sms_messages set error_code = 30003 where conversation_id = '{Cleo}' and number = 1")]
    [InlineData("statuses", $"update sms_messages set error_code = 30003 where {OfAnna} = 2")]
    [InlineData("failed-count preview statuses", $"update sms_messages set status = 'undelivered' where conversation_id = '{Cleo}' and number = 3")]
    [InlineData("statuses", $"update sms_messages set status = 'sent' where {OfAnna} = 1")]
    [InlineData("messages-readable", $"update sms_messages set status = 'lost' where {OfAnna} = 2")]
    [InlineData("messages-readable", """update sms_messages set timeline = '[{"errorCode":"many"}]' where id = 'a0000000-0000-0000-0000-000000000002'""")]
    [InlineData("messages-readable", """update sms_messages set timeline = 'null' where id = 'a0000000-0000-0000-0000-000000000002'""")]
    [InlineData("messages-readable", $"update sms_messages set price = 'NaN' where {OfAnna} = 2")]
    [InlineData("conversations-readable", $"update conversations set state = 'asleep' where id = '{Anna}'")]
    public Task Rows_that_cannot_be_read_or_show_another_status_than_they_should(string found, string damage) => IsFound(found, "0000", damage);

    [Theory]
    [InlineData("call-outcomes", $"update calls set status = 'turned_away' where {OfEvan} = 3; update conversations set preview_call = 'turned_away' where id = '{Evan}'")]
    [InlineData("call-outcomes preview", $"update calls set seconds = 61 where {OfEvan} = 3")]
    [InlineData("call-outcomes", $"update calls set error_code = 13224 where {OfEvan} = 3")]
    [InlineData("call-outcomes", $"update calls set user_id = gen_random_uuid() where {OfEvan} = 2")]
    [InlineData("call-outcomes", $"update calls set call_sid = 'CAother' where {OfEvan} = 2")]
    [InlineData("call-outcomes", $"update calls set answered_at = null where {OfEvan} = 3")]
    [InlineData("call-outcomes", $"update calls set ended_at = now() where {OfEvan} = 2")]
    [InlineData("call-outcomes", $"update calls set timeline = timeline - 2 where {OfEvan} = 3")]
    [InlineData("call-work", $"update calls set hang_up = true where {OfEvan} = 2")]
    [InlineData("call-work", $"update calls set recordings_due = now() where {OfEvan} = 3")]
    [InlineData("call-work", $"update calls set line = '+15550000002' where {OfEvan} = 3")]
    [InlineData("calls-readable", $"update calls set direction = 'sideways' where {OfEvan} = 3")]
    [InlineData("calls-readable", $"update calls set timeline = 'null' where {OfEvan} = 3")]
    [InlineData("calls-readable", $$$"""update calls set recordings = '[{"told":{"sid":7}}]' where {{{OfEvan}}} = 3""")]
    public Task Calls_that_cannot_be_read_or_show_something_else_than_was_said_of_them(string found, string damage) => IsFound(found, "e0000000-0000-0000-0000-00000000000", damage);

    [Theory]
    [InlineData("002_conversations.sql", "update schema_versions set sha256 = 'another' where number = 2")]
    public Task A_script_that_was_another_when_it_was_applied(string id, string damage) => IsFound("schema", id, damage);

    [Theory]
    [InlineData("deleted-texts", Anna, $"update sms_messages set body_deleted_at = now() where {OfAnna} = 1")]
    [InlineData("deleted-texts", Dora, $"update sms_messages set body = '', body_deleted_at = now(), media = '[]' where conversation_id = '{Dora}' and number = 1")]
    [InlineData("deleted-texts", Cleo, $"update asides set body_deleted_at = now() where conversation_id = '{Cleo}'")]
    [InlineData("preview", Cleo, $"update sms_messages set body = '', body_deleted_at = now() where conversation_id = '{Cleo}' and number = 3")]
    public Task Words_that_are_left_of_a_deleted_text(string found, string id, string damage) => IsFound(found, id, damage);

    private async Task IsFound(string found, string id, string damage)
    {
        await using var database = await Create(server);
        await Damage(database, damage);

        var report = await Checkup.Run(database.ConnectionString, new(), progress: null, Cancellation);

        var wrong = report.Results.Where(result => result.Outcome != CheckOutcome.Ok).ToList();
        Assert.Equal(found, string.Join(' ', wrong.Select(result => result.Name).Order()));
        Assert.True(report.IsComplete);
        Assert.Contains(id, string.Join(' ', wrong.SelectMany(result => result.First).Select(offender => offender.Id)), StringComparison.Ordinal);
        Assert.All(wrong, result =>
        {
            Assert.Equal(result.Found, result.First.Length);
            Assert.NotEmpty(result.WhatToDo!);
        });
    }
}
