using OrleansSms.Conversations;
using OrleansSms.Live;
using OrleansSms.Web.Live;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests.Live;

public sealed class CompanyTests : IAsyncLifetime
{
    private static readonly Guid Dana = Guid.NewGuid(), Sam = Guid.NewGuid(), Kim = Guid.NewGuid();

    private readonly PresenceDouble _presence = new();
    private readonly List<ConversationId> _moved = [];
    private readonly Company _company;
    private readonly Team _team;
    private readonly Member _member = new(new SignedIn(), new DeskDouble(), new FirstPaint());

    public CompanyTests()
    {
        _company = new(_presence, _member);
        _team = new(new ColleaguesDouble { Known = [new(Dana, "Dana", true), new(Sam, "Sam", true), new(Kim, "Kim", true)] }, _member, null!, new FirstPaint());
    }

    public async ValueTask InitializeAsync()
    {
        await _member.Arrive(interactive: true);
        await _team.Load(interactive: false);
        _company.Moved += _moved.Add;
        _company.Start(interactive: true);
    }

    public ValueTask DisposeAsync()
    {
        _company.Dispose();
        _team.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void The_member_at_this_screen_is_no_company()
    {
        _presence.Say((Some.Me, Doing.Typing));
        Assert.Empty(_company.At(Some.Conversation));
        Assert.Empty(_moved);
    }

    [Fact]
    public void Who_comes_and_goes_moves_the_screen_and_the_same_again_does_not()
    {
        _presence.Say((Dana, Doing.Here), (Some.Me, Doing.Here));
        _presence.Say((Dana, Doing.Here));
        _presence.Say();
        Assert.Equal(2, _moved.Count);
        Assert.Empty(_company.At(Some.Conversation));
    }

    [Theory]
    [InlineData("Dana is here", Doing.Here)]
    [InlineData("Dana is typing a reply", Doing.Typing)]
    [InlineData("Dana is writing a note", Doing.Noting)]
    [InlineData("Dana is typing a reply · Sam is here", Doing.Typing, Doing.Here)]
    [InlineData("Dana and Sam are here", Doing.Here, Doing.Here)]
    [InlineData("Dana, Sam and 1 other are typing a reply", Doing.Typing, Doing.Typing, Doing.Typing)]
    public void Who_is_there_is_told_in_a_line(string words, params Doing[] does)
    {
        Guid[] people = [Dana, Sam, Kim];
        Assert.Equal(words, CompanyWords.Of([.. does.Select((doing, at) => new Attendant(people[at], doing))], _team));
    }

    [Fact]
    public void The_list_tells_only_of_replies()
    {
        Assert.Null(CompanyWords.Replying([new(Dana, Doing.Noting), new(Sam, Doing.Here)], _team));
        Assert.Equal("Dana is replying…", CompanyWords.Replying([new(Dana, Doing.Typing), new(Sam, Doing.Here)], _team));
        Assert.Equal("Dana and Sam are replying…", CompanyWords.Replying([new(Dana, Doing.Typing), new(Sam, Doing.Typing)], _team));
    }
}
