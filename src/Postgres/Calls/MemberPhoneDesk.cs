using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Calls;
using OrleansSms.Members;
using OrleansSms.PhoneNumbers;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Audit;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Calls;

/// <inheritdoc cref="IMemberPhone"/>
internal sealed class MemberPhoneDesk(NpgsqlDataSource database, MembersDatabase members, ICallers callers, AuditLog audit, TimeProvider time) : IMemberPhone
{
    public async Task<MemberPhone?> Own(CancellationToken cancellation)
    {
        var me = Person();
        var found = await members.Read(
            me.UserId, "select user_id, number, is_available from member_phones where user_id = $1", [Uuid(me.UserId)], MemberPhones.Read, cancellation);
        return found.FirstOrDefault();
    }

    public async Task<MemberPhone?> Set(string? typedNumber, bool isAvailable, CancellationToken cancellation)
    {
        var me = Person();
        var wanted = string.IsNullOrWhiteSpace(typedNumber) ? null : new MemberPhone(me.UserId, Parse(typedNumber), isAvailable);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (wanted is not null && await IsLine(connection, wanted.Number, cancellation))
        {
            throw new RefusedException(Refusals.InvalidNumber, "This is a number of this installation: calls to it would ring in circles. Use a phone of your own.");
        }

        if (await Write(connection, me.UserId, wanted, cancellation))
        {
            await audit.Write(connection, AuditEntry.By(me, AuditActions.PhoneChanged, wanted?.Number, Told(wanted)), cancellation);
        }

        // As it stands: nobody's phone, when the account went meanwhile.
        await using var look = new NpgsqlCommand("select count(*) from member_phones where user_id = $1", connection) { Parameters = { Uuid(me.UserId) } };
        var isThere = (long)(await look.ExecuteScalarAsync(cancellation))! > 0;
        await transaction.CommitAsync(cancellation);
        return isThere ? wanted : null;
    }

    private static string Parse(string typed) => PhoneNumber.Parse(typed)
        ?? throw new RefusedException(Refusals.InvalidNumber, "This is not a valid phone number. Use the full number with the country code, like +44 7700 900123.");

    private static string Told(MemberPhone? phone) => phone switch
    {
        null => "No phone any more",
        { IsAvailable: true } => "Takes calls",
        _ => "Takes no calls",
    };

    private static async Task<bool> IsLine(NpgsqlConnection connection, string number, CancellationToken cancellation)
    {
        await using var look = new NpgsqlCommand("select exists (select from lines where number = $1)", connection) { Parameters = { Text(number) } };
        return (bool)(await look.ExecuteScalarAsync(cancellation))!;
    }

    /// <returns>Whether anything is other than before.</returns>
    private async Task<bool> Write(NpgsqlConnection connection, Guid userId, MemberPhone? phone, CancellationToken cancellation)
    {
        await using var write = phone is null
            ? new NpgsqlCommand("delete from member_phones where user_id = $1", connection) { Parameters = { Uuid(userId) } }
            : new NpgsqlCommand("""
                insert into member_phones as p (user_id, number, is_available, updated_at) select id, $2, $3, $4 from users where id = $1
                on conflict (user_id) do update
                  set number = excluded.number, is_available = excluded.is_available, updated_at = excluded.updated_at
                  where (p.number, p.is_available) <> (excluded.number, excluded.is_available)
                """, connection)
            {
                Parameters = { Uuid(userId), Text(phone.Number), Bool(phone.IsAvailable), Time(time.GetUtcNow()) },
            };
        return await write.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>Where somebody is called is theirs to say: no program changes it.</summary>
    private Caller Person() => callers.Current is { TokenId: null } person
        ? person
        : throw new RefusedException(Refusals.NotAllowed, "Sign in to do this; a token cannot.");
}
