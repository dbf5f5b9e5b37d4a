using Npgsql;

namespace OrleansSms.EndToEnd.Stage;

/// <summary>Looks behind the API where it (rightly) shows nothing.</summary>
internal static class Rows
{
    /// <summary>How many rows of a count there are; the value is <c>$1</c>.</summary>
    public static async Task<long> Count(this NpgsqlDataSource database, string sql, string value)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = value });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public static async Task<long> Count(this NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The first column.</summary>
    public static async Task<List<string>> Texts(this NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await rows.ReadAsync())
        {
            texts.Add(rows.GetString(0));
        }

        return texts;
    }

    public static async Task Execute(this NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public static Task<long> MessagesFrom(this NpgsqlDataSource database, string contact) =>
        database.Count("select count(*) from sms_messages where from_number = $1", contact);

    /// <summary>What was kept in the tray with this text in its body.</summary>
    public static Task<long> InTray(this NpgsqlDataSource database, string text) =>
        database.Count("select count(*) from webhook_tray where strpos(body, $1) > 0", text);
}
