using System.Net;
using OrleansSms.Web.Components.Inbox;
using OrleansSms.Web.Words;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>Pages as the first request renders them: what is in them was read on the person's behalf.</summary>
internal static class PageQuestions
{
    public static readonly Dictionary<string, Question> All = new()
    {
        ["/inbox"] = async (world, person, verdicts) =>
        {
            using var door = await Door.SignedIn(world, person);
            var page = await door.Http.GetStringAsync(new Uri("/inbox", UriKind.Relative));
            foreach (var talk in world.Talks)
            {
                verdicts.Same(world.Oracle.Sees(person, talk.Line), page.Contains(talk.Id.ToString(), StringComparison.Ordinal), person, $"inbox with {talk.Contact}");
            }
        },
        ["/inbox/{Id}"] = async (world, person, verdicts) =>
        {
            using var door = await Door.SignedIn(world, person);
            foreach (var talk in world.Talks)
            {
                using var answer = await door.Http.GetAsync(new Uri($"/inbox/{talk.Id}", UriKind.Relative));
                var page = await answer.Content.ReadAsStringAsync();
                verdicts.Same(world.Oracle.Sees(person, talk.Line), page.Contains(talk.Secret, StringComparison.Ordinal), person, $"page of {talk.Contact}");
                verdicts.Same(world.Oracle.Uses(person, talk.Line), page.Contains("<chat-composer", StringComparison.Ordinal), person, $"composer of {talk.Contact}");
            }
        },
        ["/calls"] = async (world, person, verdicts) =>
        {
            using var door = await Door.SignedIn(world, person);
            var page = await door.Http.GetStringAsync(new Uri("/calls?kind=missed", UriKind.Relative));
            foreach (var talk in world.Talks)
            {
                verdicts.Same(world.Oracle.Sees(person, talk.Line), page.Contains(talk.Rung.ToString(), StringComparison.Ordinal), person, $"calls with {talk.Contact}");
            }
        },
        ["/settings/calls"] = async (world, person, verdicts) =>
        {
            using var door = await Door.SignedIn(world, person);
            foreach (var line in world.Lines)
            {
                using var answer = await door.Http.GetAsync(new Uri($"/settings/calls?line={LineTags.Of(new(line, null))}", UriKind.Relative));
                var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
                verdicts.Same(
                    VoiceQuestions.LooksAfter(world, person, line),
                    page.Contains($"<form class=\"cards\" aria-label=\"{Who.LineWithNumber(new(line, null))}\"", StringComparison.Ordinal), person, $"what {line} does with calls");
            }
        },
        ["/settings/operations"] = OperationsQuestions.Page,
        ["/scheduled"] = async (world, person, verdicts) =>
        {
            using var door = await Door.SignedIn(world, person);
            var page = await door.Http.GetStringAsync(new Uri("/scheduled", UriKind.Relative));
            foreach (var talk in world.Talks)
            {
                verdicts.Same(world.Oracle.Sees(person, talk.Line), page.Contains(talk.Later.ToString(), StringComparison.Ordinal), person, $"scheduled for {talk.Contact}");
            }
        },
        ["/contacts"] = async (world, person, verdicts) =>
        {
            using var door = await Door.SignedIn(world, person);
            var page = await door.Http.GetStringAsync(new Uri("/contacts", UriKind.Relative));
            foreach (var talk in world.Talks)
            {
                verdicts.Same(true, page.Contains($"Contact {talk.Secret}", StringComparison.Ordinal), person, $"contacts with {talk.Contact}");
                verdicts.Same(world.Oracle.Sees(person, talk.Line), Row(page, talk).Contains("<time", StringComparison.Ordinal), person, $"last contact of {talk.Contact}");
            }
        },
        ["/contacts/{Id:guid}"] = async (world, person, verdicts) =>
        {
            using var door = await Door.SignedIn(world, person);
            foreach (var talk in world.Talks)
            {
                var page = await door.Http.GetStringAsync(new Uri($"/contacts/{talk.ContactId}", UriKind.Relative));
                verdicts.Same(true, page.Contains($"Contact {talk.Secret}", StringComparison.Ordinal), person, $"page of the contact {talk.Contact}");
                verdicts.Same(world.Oracle.Sees(person, talk.Line), page.Contains("data-entry=", StringComparison.Ordinal), person, $"what was said with the contact {talk.Contact}");
                verdicts.Same(world.Oracle.Sees(person, talk.Line), page.Contains(talk.Id.ToString(), StringComparison.Ordinal), person, $"conversations of the contact {talk.Contact}");
            }
        },
    };

    /// <summary>Pages on which no conversation is, with whose they are.</summary>
    public static readonly string[] WithoutConversations =
    [
        "/", "/new", "/tray", "/contacts/import", "/denied", "/not-found", "/error",
        "/sign-in", "/sign-in/code", "/set-up", "/second-factor", "/forgot", "/reset", "/join",
        "/settings", "/settings/templates", "/settings/profile", "/settings/notifications", "/settings/keyboard", "/settings/security", "/settings/members", "/settings/carrier", "/settings/tokens", "/settings/audit",
    ];

    /// <summary>The cell of a contact's last contact.</summary>
    private static string Row(string page, Talk talk) =>
        page.Split($"data-contact=\"{talk.ContactId}\"")[1].Split("data-label=\"Last contact\"")[1].Split("</td>")[0];
}
