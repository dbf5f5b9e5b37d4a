using System.Collections.Immutable;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Search;
using OrleansSms.Web.Components.Inbox;
using OrleansSms.Web.Components.Search;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Tests.Search;

public sealed class SearchResultsTests : BunitContext
{
    private readonly SearchDouble _search = new();

    public SearchResultsTests()
    {
        Services.AddSingleton(Some.Clock()).AddSingleton<ISearch>(_search).AddSingleton<IDesk>(new DeskDouble()).AddSingleton<FirstPaint>().AddSingleton<Member>();
        Services.AddSingleton<OrleansSms.Contacts.IContactNames>(new NamesDouble()).AddSingleton<AuthenticationStateProvider>(new SignedIn());
        SetRendererInfo(new("Server", isInteractive: true));
    }

    [Fact]
    public void People_and_messages_are_two_groups_with_the_hits_in_bold_and_a_way_to_their_place()
    {
        var page = Look("boiler");
        _search.Answer(new([Person()], [Hit(7, "the boiler broke", new HitRange(4, 6))], null, SearchOutcome.Complete));

        page.WaitForAssertion(() => Assert.Equal(["People", "Messages"], page.FindAll("h3").Select(head => head.TextContent)));
        Assert.Equal("boiler", page.Find("mark").TextContent);
        Assert.Equal("the boiler broke", page.Find("[data-hit-number] .row-preview > span[dir]").TextContent);
        Assert.Equal($"inbox/{Some.Conversation}?q=boiler&m=7", page.Find("[data-hit-number]").GetAttribute("href"));
        Assert.Equal($"inbox/{Some.Conversation}?q=boiler", page.Find("[data-conversation]").GetAttribute("href"));
        Assert.Equal("1 person and 1 message found", page.Find("[role=status]").TextContent);
    }

    [Theory]
    [InlineData(CallStatus.Voicemail, Direction.Inbound, "Voicemail:")]
    [InlineData(CallStatus.Completed, Direction.Outbound, "Outgoing call:")]
    public void Words_of_a_call_say_what_call_it_was(CallStatus status, Direction direction, string told)
    {
        var page = Look("boiler");
        _search.Answer(new([], [Hit(7, "the boiler broke", new HitRange(4, 6)) with { Call = status, Direction = direction }], null, SearchOutcome.Complete));

        page.WaitForAssertion(() => Assert.Equal("the boiler broke", page.Find("[data-hit-number] .row-preview > span[dir]").TextContent));
        Assert.Equal(told, page.Find("[data-hit-number] .row-preview .sr").TextContent);
        Assert.Equal("boiler", page.Find("mark").TextContent);
        Assert.Single(page.FindAll("[data-hit-number] .row-preview svg"));
    }

    [Fact]
    public void What_was_found_stays_until_what_is_looked_for_now_is_there_and_a_late_answer_is_forgotten()
    {
        var page = Look("one");
        _search.Answer(new([], [Hit(1, "one")], null, SearchOutcome.Complete));
        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-hit-number]")));

        page.Render(parameters => parameters.Add(x => x.Filter, InboxFilter.Read(null, "tw", null)));
        page.Render(parameters => parameters.Add(x => x.Filter, InboxFilter.Read(null, "two", null)));
        Assert.Equal("1", page.Find("[data-hit-number]").GetAttribute("data-hit-number"));
        Assert.Equal("true", page.Find("[data-hits]").GetAttribute("aria-busy"));

        _search.Answer(new([], [Hit(9, "tw")], null, SearchOutcome.Complete));
        _search.Answer(new([], [Hit(2, "two")], null, SearchOutcome.Complete));
        page.WaitForAssertion(() => Assert.Equal("2", Assert.Single(page.FindAll("[data-hit-number]")).GetAttribute("data-hit-number")));
        Assert.Null(page.Find("[data-hits]").GetAttribute("aria-busy"));
    }

    [Theory]
    [InlineData(SearchOutcome.Complete, "Nothing matches")]
    [InlineData(SearchOutcome.TooSlow, "That took too long")]
    [InlineData(SearchOutcome.NothingToFind, "Nothing to look for")]
    public void When_there_is_nothing_it_is_said_why(SearchOutcome outcome, string words)
    {
        var page = Look("x");
        _search.Answer(new([], [], null, outcome));

        page.WaitForAssertion(() => Assert.Contains(words, page.Find(".empty").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void A_fault_is_said_and_can_be_tried_again()
    {
        var page = Look("x");
        _search.Fail(new InvalidOperationException("the database is away"));
        page.WaitForAssertion(() => Assert.Contains("The search did not work.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        page.Find("button").Click();
        page.WaitForState(() => _search.Asked.Count == 2);
        _search.Answer(new([], [Hit(1, "x")], null, SearchOutcome.Complete));

        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-hit-number]")));
    }

    [Fact]
    public void Out_of_time_it_says_so_and_looks_further_back_when_asked()
    {
        var page = Look("x");
        _search.Answer(new([], [Hit(5, "x")], "back", SearchOutcome.CutOff));
        page.WaitForAssertion(() => Assert.Contains("Older messages were not looked at", page.Find(".hits-note").TextContent, StringComparison.Ordinal));

        page.Find(".hits-note button").Click();
        page.WaitForState(() => _search.Asked.Count == 2);
        _search.Answer(new([], [Hit(4, "x")], null, SearchOutcome.Complete));

        page.WaitForAssertion(() => Assert.Equal(["5", "4"], page.FindAll("[data-hit-number]").Select(row => row.GetAttribute("data-hit-number"))));
        Assert.Equal("back", _search.Asked[^1].Cursor);
        Assert.Empty(page.FindAll(".hits-note"));
    }

    private static PersonHit Person() => new(Some.Conversation, Some.Line, Some.Contact, Some.Noon);

    private static MessageHit Hit(int number, string snippet, params HitRange[] ranges) =>
        new(Some.Conversation, number, Guid.NewGuid(), Some.Line, Some.Contact, Direction.Inbound, Some.Noon, snippet, [.. ranges]);

    private IRenderedComponent<SearchResults> Look(string text) => Render<SearchResults>(parameters => parameters.Add(x => x.Filter, InboxFilter.Read(null, text, null)));
}

/// <summary>Answers when it is told to, one question after the other.</summary>
internal sealed class SearchDouble : ISearch
{
    private readonly Queue<TaskCompletionSource<SearchResult>> _waiting = new();

    public List<SearchQuery> Asked { get; } = [];

    public Task<SearchResult> Find(SearchQuery query, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<SearchResult>();
        _waiting.Enqueue(answer);
        Asked.Add(query);
        return answer.Task;
    }

    public void Answer(SearchResult result) => _waiting.Dequeue().SetResult(result);

    public void Fail(Exception fault) => _waiting.Dequeue().SetException(fault);
}
