using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using OrleansSms.Members;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>HTTP as one person: signed in with a password, or with a token of the person's.</summary>
internal sealed partial class Door : IDisposable
{
    private Door(HttpClient http, string name, bool isEnough) => (Http, Name, IsEnough) = (http, name, isEnough);

    public HttpClient Http { get; }

    public string Name { get; }

    /// <summary>Whether what was shown at the door was made for such questions.</summary>
    public bool IsEnough { get; }

    public static async Task<Door> SignedIn(World world, Person person)
    {
        var http = world.Silo.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = RunningSilo.Address });
        var page = await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        var own = page.Split("<form").First(form => form.Contains("Form.Password", StringComparison.Ordinal)).Split("</form>")[0];
        var form = Hidden().Matches(own).DistinctBy(input => input.Groups[1].Value)
            .ToDictionary(input => WebUtility.HtmlDecode(input.Groups[1].Value), input => WebUtility.HtmlDecode(input.Groups[2].Value));
        (form["Form.Email"], form["Form.Password"]) = (person.Email, World.Password);
        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return new(http, "cookie", isEnough: true);
    }

    public static Door WithToken(World world, Person person, Scopes scope)
    {
        var http = world.Silo.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = RunningSilo.Address });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", person.Token);
        return new(http, "token", (person.Scopes & scope) == scope);
    }

    public async Task<HttpStatusCode> Get(string path, string secret, bool isTold)
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(isTold, (await answer.Content.ReadAsStringAsync()).Contains(secret, StringComparison.Ordinal));
        return answer.StatusCode;
    }

    public async Task<HttpStatusCode> Post(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        return answer.StatusCode;
    }

    public async Task<HttpStatusCode> Put(string path, object body)
    {
        using var answer = await Http.PutAsJsonAsync(new Uri(path, UriKind.Relative), body);
        return answer.StatusCode;
    }

    public async Task<HttpStatusCode> Delete(string path)
    {
        using var answer = await Http.DeleteAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    public IEnumerable<string> May(IEnumerable<Talk> talks) => IsEnough ? talks.Select(talk => talk.Id.ToString()) : [];

    public void Dispose() => Http.Dispose();

    public override string ToString() => Name;

    [GeneratedRegex("""<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"[^>]*>""")]
    private static partial Regex Hidden();
}
