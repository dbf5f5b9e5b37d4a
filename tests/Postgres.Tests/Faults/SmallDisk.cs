using Npgsql;
using OrleansSms.Postgres.Server;

namespace OrleansSms.Postgres.Tests.Faults;

/// <summary>
/// A disk of a few megabytes under the table of messages. Where we may not mount one, the server's own answer of a full disk
/// is given by a trigger.
/// </summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const string Size = "size=6m,mode=0777";

    private readonly string _folder = Directory.CreateTempSubdirectory("orleanssms-disk-").FullName;
    private bool _isMounted;

    public async Task Fill(NpgsqlDataSource database, CancellationToken cancellation)
    {
        _isMounted = Environment.IsPrivilegedProcess && (await Command.Run("mount", ["-t", "tmpfs", "-o", Size, "tmpfs", _folder])).Succeeded;
        if (!_isMounted)
        {
            await database.Execute("""
                create function full_disk() returns trigger language plpgsql as $$
                begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$;
                create trigger full_disk before insert on sms_messages for each row execute function full_disk();
                """, [], cancellation);
            return;
        }

        // The server runs as another user, which may own a folder below this one only.
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_111_111);
        var tables = Path.Combine(_folder, "tables");
        Directory.CreateDirectory(tables);
        await Command.Run("chown", ["postgres", tables]);
        await database.Execute($"create tablespace small location '{tables}'", [], cancellation);
        await database.Execute("alter table sms_messages set tablespace small", [], cancellation);
        await database.Execute("create table filler (bytes text) tablespace small; alter table filler alter bytes set storage plain", [], cancellation);
        var full = await Record.ExceptionAsync(() => database.Execute(
            "do $$ begin loop insert into filler values (repeat('x', 7000)); commit; end loop; end $$", [], cancellation));
        Assert.Equal(PostgresErrorCodes.DiskFull, Assert.IsType<PostgresException>(full).SqlState);
    }

    public Task MakeRoom(NpgsqlDataSource database, CancellationToken cancellation) =>
        database.Execute(_isMounted ? "drop table filler" : "drop trigger full_disk on sms_messages", [], cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_isMounted)
        {
            Assert.True((await Command.Run("umount", [_folder])).Succeeded);
        }

        Directory.Delete(_folder, recursive: true);
    }
}
