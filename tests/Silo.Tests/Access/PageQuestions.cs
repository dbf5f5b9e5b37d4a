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
        ["/scheduled"] = async (world, person, verdicts) =>
        {
            using var door = await Door.SignedIn(world, person);
            var page = await door.Http.GetStringAsync(new Uri("/scheduled", UriKind.Relative));
            foreach (var talk in world.Talks)
            {
                verdicts.Same(world.Oracle.Sees(person, talk.Line), page.Contains(talk.Later.ToString(), StringComparison.Ordinal), person, $"scheduled for {talk.Contact}");
            }
        },
    };

    /// <summary>Pages on which no conversation is, with whose they are.</summary>
    public static readonly string[] WithoutConversations =
    [
        "/", "/new", "/tray", "/denied", "/not-found", "/error",
        "/sign-in", "/sign-in/code", "/set-up", "/second-factor", "/forgot", "/reset", "/join",
        "/settings", "/settings/templates", "/settings/profile", "/settings/notifications", "/settings/keyboard", "/settings/security", "/settings/members", "/settings/carrier", "/settings/tokens", "/settings/audit",
    ];
}
