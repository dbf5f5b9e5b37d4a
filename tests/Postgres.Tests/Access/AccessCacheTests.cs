using OrleansSms.Postgres.Access;

namespace OrleansSms.Postgres.Tests.Access;

public sealed class AccessCacheTests
{
    private readonly AccessCache _cache = new();

    [Fact]
    public async Task While_nobody_listens_nothing_is_remembered()
    {
        Assert.Equal("1", await Ask("1"));
        Assert.Equal("2", await Ask("2"));
        _cache.Open();
        _cache.Close();
        Assert.Equal("3", await Ask("3"));
    }

    [Fact]
    public async Task What_was_found_is_remembered_until_something_changes()
    {
        _cache.Open();

        Assert.Equal("1", await Ask("1"));
        Assert.Equal("1", await Ask("2"));
        _cache.Forget();
        Assert.Equal("3", await Ask("3"));
    }

    [Fact]
    public async Task What_is_not_there_is_asked_every_time()
    {
        _cache.Open();

        Assert.Null(await Ask(null));
        Assert.Equal("there now", await Ask("there now"));
    }

    [Fact]
    public async Task An_answer_that_was_on_its_way_while_something_changed_is_not_remembered()
    {
        _cache.Open();
        var answer = new TaskCompletionSource<string?>();
        var asking = _cache.Get("key", _ => answer.Task);
        _cache.Forget();
        answer.SetResult("old");

        Assert.Equal("old", await asking);
        Assert.Equal("new", await Ask("new"));
    }

    private ValueTask<string?> Ask(string? answer) => _cache.Get("key", _ => Task.FromResult(answer));
}
