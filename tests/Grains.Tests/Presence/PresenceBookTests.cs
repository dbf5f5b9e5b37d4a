using OrleansSms.Grains.Presence;
using OrleansSms.Live;

namespace OrleansSms.Grains.Tests.Presence;

public sealed class PresenceBookTests
{
    private static readonly Guid Here = Guid.NewGuid(), There = Guid.NewGuid();

    private readonly Clock _clock = new();
    private readonly PresenceBook _book;
    private readonly List<Place> _moved = [];

    public PresenceBookTests()
    {
        _book = new(_clock);
        _book.Follow(_moved.Add);
    }

    [Fact]
    public void Of_several_screens_of_one_member_the_busiest_is_told()
    {
        Say(Here, Seat(Doing.Here), Seat(Doing.Typing));
        Say(There, Seat(Doing.Noting));

        Assert.Equal(new(Some.User, Doing.Typing), Assert.Single(_book.At(Some.Id)));
    }

    [Fact]
    public void Who_leaves_one_screen_is_still_there_on_another()
    {
        var (one, other) = (Seat(Doing.Here), Seat(Doing.Here));
        Say(Here, one);
        Say(There, other);

        Say(Here, one with { Doing = Doing.Away });
        Assert.Single(_book.At(Some.Id));

        Say(There, other with { Doing = Doing.Away });
        Assert.Empty(_book.At(Some.Id));
        Assert.Empty(_book.Places());
    }

    [Fact]
    public void What_is_said_again_moves_nobody()
    {
        var seat = Seat(Doing.Here);
        Say(Here, seat);
        Say(Here, seat);
        _book.Receive(new(Here, [seat], Whole: true));

        Assert.Single(_moved);
    }

    [Fact]
    public void A_seat_that_a_whole_list_leaves_out_is_empty_and_only_of_that_silo()
    {
        Say(Here, Seat(Doing.Typing));
        Say(There, Seat(Doing.Here));

        _book.Receive(new(Here, [], Whole: true));

        Assert.Equal(Doing.Here, Assert.Single(_book.At(Some.Id)).Doing);
    }

    [Fact]
    public void A_silo_that_is_not_heard_of_for_a_lease_has_nobody_at_its_screens()
    {
        var stays = Seat(Doing.Here) with { UserId = Guid.NewGuid() };
        Say(Here, Seat(Doing.Typing));
        Say(There, stays);
        _clock.Advance(PresenceBook.Lease);
        Say(There, stays);
        _book.Forget();
        Assert.Equal(2, _book.At(Some.Id).Length);

        _clock.Advance(TimeSpan.FromSeconds(1));
        _book.Forget();

        Assert.Equal(stays.UserId, Assert.Single(_book.At(Some.Id)).UserId);
        Assert.Equal(new(Some.Id, Some.Line), _moved[^1]);
    }

    /// <summary>Whatever comes, the book is what each silo said last.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(77)]
    public void The_book_is_what_every_silo_said_last(int seed)
    {
        var random = new Random(seed);
        var seats = Enumerable.Range(0, 12).Select(number => Seat(Doing.Here) with { UserId = new Guid(number % 5, 0, 0, new byte[8]), Conversation = new(new Guid(number % 3, 0, 0, new byte[8])) }).ToList();
        var said = new Dictionary<(Guid Silo, Guid Seat), PresenceSeat>();
        for (var step = 0; step < 400; step++)
        {
            var number = random.Next(seats.Count);
            var silo = number % 2 == 0 ? Here : There;
            var seat = seats[number] with { Doing = (Doing)random.Next(4) };
            if (random.Next(8) == 0)
            {
                foreach (var key in said.Keys.Where(key => key.Silo == silo).ToList())
                {
                    said.Remove(key);
                }

                _book.Receive(new(silo, [seat], Whole: true));
            }
            else
            {
                Say(silo, seat);
            }

            said[(silo, seat.Id)] = seat;
            foreach (var id in seats.Select(one => one.Conversation).Distinct())
            {
                var wanted = said.Values.Where(one => one.Conversation == id && one.Doing != Doing.Away).GroupBy(one => one.UserId).Select(one => new Attendant(one.Key, one.Max(each => each.Doing)));
                Assert.Equal(wanted.OrderBy(one => one.UserId), _book.At(id).OrderBy(one => one.UserId));
            }
        }
    }

    internal static PresenceSeat Seat(Doing doing) => new(Guid.NewGuid(), Some.Id, Some.Line, Some.User, doing);

    private void Say(Guid silo, params PresenceSeat[] seats) => _book.Receive(new(silo, [.. seats], Whole: false));
}
