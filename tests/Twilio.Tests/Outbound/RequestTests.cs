using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Outbound;

public sealed class RequestTests
{
    [Fact]
    public async Task The_form_says_who_what_and_where_to_report()
    {
        var post = await Post(Some.Item());

        Assert.Equal("POST", post.Method);
        Assert.Equal($"/2010-04-01/Accounts/{Some.AccountSid}/Messages.json", post.Path);
        Assert.StartsWith("application/x-www-form-urlencoded", post.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("To=%2B14155550123", post.Body, StringComparison.Ordinal);
        Assert.Contains("%23rc%3D3", post.Body, StringComparison.Ordinal);

        var form = new FormReader(post.Body).ReadForm();
        Assert.Equal(["To", "From", "Body", "StatusCallback"], form.Keys);
        Assert.Equal(Some.Contact, form["To"]);
        Assert.Equal(Some.Line, form["From"]);
        Assert.Equal(Some.Text, form["Body"]);
        Assert.Equal(
            $"https://hooks.example.com/base/api/v1/twilio/sms/status-callback?c={Some.Conversation}&m={Some.MessageId}&a=2#rc=3&rp=ct,rt,5xx",
            form["StatusCallback"]);
    }

    [Fact]
    public async Task Pictures_repeat_the_name_and_need_no_text()
    {
        var form = new FormReader((await Post(Some.Item("", "https://x.example/1.png", "https://x.example/2.png?a=b&c=d"))).Body).ReadForm();

        Assert.Equal(["https://x.example/1.png", "https://x.example/2.png?a=b&c=d"], form["MediaUrl"].AsEnumerable());
        Assert.False(form.ContainsKey("Body"));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_does_not_stop_the_message() =>
        Assert.Equal("a\uFFFDb", new FormReader((await Post(Some.Item("a\uD83Cb"))).Body).ReadForm()["Body"]);

    [Fact]
    public async Task The_account_signs_in_with_its_token()
    {
        var post = await Post(Some.Item());

        Assert.Equal(Basic($"{Some.AccountSid}:{Some.Token}"), post.Headers["Authorization"]);
        Assert.Equal("application/json", post.Headers["Accept"]);
        Assert.StartsWith("OrleansSms/", post.Headers["User-Agent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_api_key_signs_in_with_its_secret_and_the_path_still_names_the_account()
    {
        var key = "SK" + new string('7', 32);
        var post = await Post(Some.Item(), ("Twilio:ApiKeySid", key), ("Twilio:ApiKeySecret", "key-secret"));

        Assert.Equal(Basic($"{key}:key-secret"), post.Headers["Authorization"]);
        Assert.Contains(Some.AccountSid, post.Path, StringComparison.Ordinal);
    }

    private static string Basic(string pair) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));

    private static async Task<CarrierStub.Arrived> Post(OutboxItem item, params (string Key, string? Value)[] settings)
    {
        await using var carrier = await CarrierStub.Start((http, _) => CarrierStub.Created(http));
        using var sender = new Sender(carrier.Url, settings);
        await sender.Send(item);
        return Assert.Single(carrier.Posts);
    }
}
