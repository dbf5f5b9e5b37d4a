using OrleansSms.Conversations;
using OrleansSms.Web.Live;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests.Texts;

/// <summary>Sentences that are put together differently in German.</summary>
public sealed class GermanTests
{
    private static readonly Guid Dana = Guid.NewGuid(), Sam = Guid.NewGuid();

    [Theory]
    [InlineData("+447400123456", "Vereinigtes Königreich")]
    [InlineData("+493012345678", "Deutschland")]
    [InlineData("AMAZON", null)]
    public void Countries_have_their_German_names(string contact, string? country)
    {
        Assert.Equal(country, Spoken.In("de", () => Who.Country(contact)));
        Assert.NotEqual(country ?? "", Who.Country(contact));
    }

    [Fact]
    public void Countries_are_sorted_by_their_names() =>
        Assert.Equal(["Afghanistan", "Ägypten", "Albanien"], Spoken.In("de", () => ContactWords.Countries.Where(one => one.Code is "AF" or "AL" or "EG").Select(one => one.Name).ToArray()));

    [Fact]
    public async Task A_line_in_the_thread_has_the_verb_of_who_did_it()
    {
        var me = new Member(new SignedIn(), new DeskDouble(), new FirstPaint());
        await me.Arrive(interactive: true);
        using var team = new Team(new ColleaguesDouble { Known = [new(Dana, "Dana", true), new(Sam, "Sam", true)] }, me, null!, new FirstPaint());
        await team.Load(interactive: false);
        string Said(Guid by, AsideKind kind, Guid? subject = null) => Spoken.In("de", () =>
            AsideWords.Of(new(Guid.NewGuid(), Some.Conversation, 1, kind, by, "", [], subject, null, Some.Noon), team, Some.Clock(), Some.Me));

        Assert.Equal("Sie haben das als erledigt markiert", Said(Some.Me, AsideKind.Done));
        Assert.Equal("Dana hat das als erledigt markiert", Said(Dana, AsideKind.Done));
        Assert.Equal("Sie haben das übernommen", Said(Some.Me, AsideKind.Assigned, subject: Some.Me));
        Assert.Equal("Dana hat Ihnen das zugewiesen", Said(Dana, AsideKind.Assigned, subject: Some.Me));
        Assert.Equal("Dana hat das Sam zugewiesen", Said(Dana, AsideKind.Assigned, subject: Sam));
    }

    [Fact]
    public void A_time_to_send_at_is_told_with_a_German_date() => Spoken.In("de", () =>
    {
        var times = new SendTimes(Some.Clock("Europe/Berlin"), TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));
        Assert.Equal(["Morgen 09:00", "Montag 09:00"], times.Choices.Select(choice => choice.Name));
        Assert.Equal("morgen 09:00 dort, 01:00 bei Ihnen", times.Both(times.Choices[0].At));
        Assert.Equal("Mo, 23. Nov. 09:00 dort, 01:00 bei Ihnen", times.Both(times.Choices[1].At).Replace("Nov ", "Nov. ", StringComparison.Ordinal));
        return times;
    });
}
