using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Contacts;
using OrleansSms.Postgres.Contacts;
using OrleansSms.Postgres.Notifications;
using OrleansSms.TestKit.Processes;
using static OrleansSms.Postgres.Tests.Contacts.BookDatabase;

namespace OrleansSms.Postgres.Tests.Contacts;

public sealed class ContactNamesTests(BookDatabase database) : IClassFixture<BookDatabase>, IAsyncLifetime
{
    private ContactNames _names = null!;
    private NotificationWatch _watch = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IContactBook Book => database.BookOf(Mia);

    public async ValueTask InitializeAsync()
    {
        _names = new(database.DataSource);
        _watch = new(database.DataSource, [_names], TimeProvider.System, NullLogger<NotificationWatch>.Instance);
        var listening = new TaskCompletionSource();
        using var opened = _names.Subscribe(_ => listening.TrySetResult());
        await _watch.StartAsync(Cancellation);
        await listening.Task.WaitAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _watch.StopAsync(CancellationToken.None);
        _watch.Dispose();
    }

    [Fact]
    public async Task A_number_is_called_as_its_contact_is_now()
    {
        var number = NewNumber();
        Assert.Null(await _names.Of(number, Cancellation));

        var kept = await Book.Keep(number, Cancellation);
        await Called(number, name => name == new ContactName(kept.Id, null));
        await Book.Save(kept.Id, new(ContactPart.Company, "", "Okafor Ltd"), Cancellation);
        await Called(number, name => name?.Name == "Okafor Ltd");
        await Book.Save(kept.Id, new(ContactPart.Name, "", "Maya"), Cancellation);
        await Called(number, name => name?.Name == "Maya");
        await Book.RemoveNumber(kept.Id, number, Cancellation);
        await Called(number, name => name is null);
    }

    [Fact]
    public async Task Who_follows_is_told_whose_name_changed_and_nobody_elses()
    {
        var (number, other) = (NewNumber(), NewNumber());
        var kept = await Book.Keep(number, Cancellation);
        await Called(number, name => name is not null);
        var told = new TaskCompletionSource<ContactsChanged>();
        using var following = _names.Subscribe(changed =>
        {
            if (changed.Touches(kept.Id))
            {
                told.TrySetResult(changed);
            }
        });

        await Book.Save(kept.Id, new(ContactPart.Name, "", "Maya"), Cancellation);

        var changed = await told.Task.WaitAsync(Cancellation);
        Assert.True(changed.Touches(number));
        Assert.False(changed.Touches(other));
        Assert.False(changed.Touches(Guid.NewGuid()));
    }

    [Fact]
    public async Task Many_who_change_at_once_are_told_as_perhaps_everything()
    {
        var told = new TaskCompletionSource();
        using var following = _names.Subscribe(changed =>
        {
            if (changed == ContactsChanged.Everything)
            {
                told.TrySetResult();
            }
        });
        var numbers = Enumerable.Range(0, 20).Select(_ => (NewNumber(), "")).ToList();
        await using var turn = await database.DoorOf(Mia).Many(Cancellation);
        await turn.Write([.. Enumerable.Range(0, 400).Select(i => ContactDrafts.First(ContactDrafts.New(new($"Many {i}"), Guid.NewGuid(), database.Time.GetUtcNow()), Mia))], Cancellation);
        await turn.Commit(Cancellation);

        await told.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task What_is_known_is_not_asked_again()
    {
        var number = NewNumber();
        await Called(number, name => name is null);
        await Eventually.Get(() => Task.FromResult(IsKnown()), known => known, Cancellation);

        _names.Close();

        Assert.False(IsKnown());
        Assert.Null(await _names.Of(number, Cancellation));

        bool IsKnown() => _names.Of(number, Cancellation).AsTask().IsCompletedSuccessfully;
    }

    [Fact]
    public async Task A_thousand_numbers_asked_at_once_are_answered_each_with_its_own()
    {
        var numbers = Enumerable.Range(0, 5).Select(_ => NewNumber()).ToList();
        foreach (var number in numbers)
        {
            await Book.Create(new($"Of {number}", Numbers: [(number, "")]), Cancellation);
        }

        var asked = await Task.WhenAll(Enumerable.Range(0, 1000).Select(async i => (Number: numbers[i % 5], Name: (await _names.Of(numbers[i % 5], Cancellation))?.Name)));

        Assert.All(asked, one => Assert.Equal($"Of {one.Number}", one.Name));
    }

    private Task<ContactName?> Called(string number, Predicate<ContactName?> wanted) =>
        Eventually.Get(() => _names.Of(number, Cancellation).AsTask(), name => wanted(name), Cancellation);
}
