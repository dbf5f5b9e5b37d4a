using Npgsql;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Calls;

/// <inheritdoc cref="IGreetingFiles"/>
internal sealed class GreetingFiles(NpgsqlDataSource database) : IGreetingFiles
{
    public Task Save(string line, LineGreeting greeting, byte[] content, CancellationToken cancellation) => database.Execute("""
        insert into line_greetings (id, line, name, content_type, size, content, set_at) values ($1, $2, $3, $4, $5, $6, $7)
        """,
        [
            Uuid(greeting.Id), Text(line), Text(greeting.Name), Text(greeting.ContentType), Int(greeting.Size), Bytes(content), Time(greeting.SetAt),
        ], cancellation);

    public async Task<LineGreeting?> About(Guid id, CancellationToken cancellation) =>
        (await database.Read("select id, name, content_type, size, set_at from line_greetings where id = $1", [Uuid(id)], Read, cancellation)).FirstOrDefault();

    public async Task<GreetingFile?> Open(Guid id, CancellationToken cancellation) => (await database.Read(
        "select id, name, content_type, size, set_at, content from line_greetings where id = $1",
        [Uuid(id)], row => new GreetingFile(Read(row), row.GetFieldValue<byte[]>(5)), cancellation)).FirstOrDefault();

    public Task Forget(Guid id, CancellationToken cancellation) => database.Execute("delete from line_greetings where id = $1", [Uuid(id)], cancellation);

    public Task ForgetAbandoned(string line, Guid? kept, DateTimeOffset before, CancellationToken cancellation) => database.Execute(
        "delete from line_greetings where line = $1 and id is distinct from $2 and set_at < $3", [Text(line), Uuid(kept), Time(before)], cancellation);

    private static LineGreeting Read(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.Time(4));
}
