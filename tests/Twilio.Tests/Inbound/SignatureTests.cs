using System.Text;
using OrleansSms.Twilio.Inbound;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Inbound;

/// <summary>The carrier's published vectors, and ours that its own library agreed with.</summary>
public sealed class SignatureTests
{
    private const string Sm2 = "SM22222222222222222222222222222222";
    private const string Sm3 = "SM33333333333333333333333333333333";
    private const string Ported = "/twilio/message-status?tenant=42&ref=a%20b%2Fc";
    private const string PortedBody = $"MessageSid={Sm2}&MessageStatus=sent&AccountSid={Some.AccountSid}";
    private const string Hash = "3ccd4a42ec3f31e73dc320d0db8fcc6345e6d9e94cb978fdc78692750d9bf9dd";
    private const string Published = "CallSid=CA1234567890ABCDE&Digits=1234&From=%2B14158675309&To=%2B18005551212";

    public static TheoryData<string, string, string, string, bool> Vectors => new()
    {
        { "https://hooks.example.com", "/twilio/message-status", $"MessageSid={Sm2}&SmsSid={Sm2}&MessageStatus=delivered&SmsStatus=delivered&To=%2B14155550123&From=%2B14155550100&AccountSid={Some.AccountSid}&ApiVersion=2010-04-01&RawDlrDoneDate=2607221030", "0B7YWuEL/2XdVyW1YOBpr0+Qm8E=", true },
        { "https://hooks.example.com", "/twilio/inbound", $"MessageSid={Sm3}&SmsMessageSid={Sm3}&SmsSid={Sm3}&SmsStatus=received&AccountSid={Some.AccountSid}&From=%2B33612345678&To=%2B14155550100&Body=%C3%87a+va+%3F+Prix%3A+5+%E2%82%AC+%2B+th%C3%A9+%F0%9F%8D%B5+%26+%E2%80%9Cok%E2%80%9D&NumMedia=0&NumSegments=1&FromCity=&ApiVersion=2010-04-01", "w073lVgXaPrH0GTAcyWEUSV9pG8=", true },
        { "https://hooks.example.com", "/twilio/dup", $"Tag=beta&AccountSid={Some.AccountSid}&Tag=alpha&Tag=beta&tag=lower&Body=x", "DsjtiejqbJ7gcoRgrRwL3whJ5Vs=", true },
        { "https://hooks.example.com", "/twilio/dup", $"Tag=beta&AccountSid={Some.AccountSid}&Tag=alpha&Tag=beta&tag=lower&Body=x", "WY8DW9ASzJy7P30V/LeAUJu+si8=", false },
        { "https://hooks.example.com:8443", Ported, PortedBody, "DI9noHjgsGaOgyMiJlz6tPe8Yb8=", true },
        { "https://hooks.example.com:8443", Ported, PortedBody, "yCAHL6RKwkdtdR8odCtVGgjJIMo=", true },
        { "https://hooks.example.com:8443", Ported, PortedBody, "OkYQK2+mTIPMoubGwQDXHYb4qFs=", false },
        { "https://hooks.example.com", Ported, PortedBody, "DI9noHjgsGaOgyMiJlz6tPe8Yb8=", false },
        { "https://hooks.example.com", Ported, PortedBody, "yCAHL6RKwkdtdR8odCtVGgjJIMo=", true },
        { "https://hooks.example.com", Ported, PortedBody, "OkYQK2+mTIPMoubGwQDXHYb4qFs=", true },
        { "https://hooks.example.com", "/twilio/voice?CallSid=CA44444444444444444444444444444444&From=%2B14155550123", "", "SJHXebthvS8Efnx9glumTQJrpCc=", true },
        { "https://hooks.example.com", $"/twilio/json?bodySHA256={Hash}", "", "+4KCDNJyMwpl1F3Fag/ZSmz0PjM=", true },
        { "https://hookuser:s3cret@hooks.example.com", "/twilio/inbound", $"MessageSid={Sm3}&Body=hi", "RK3vgi1kZprVFOGQo8n39BSfAmo=", true },
        { "https://hookuser:s3cret@hooks.example.com", "/twilio/inbound", $"MessageSid={Sm3}&Body=hi", "fdovNgn0ixmhidexoDak0qCRyT8=", true },
        { "https://hooks.example.com", "/twilio/inbound", $"MessageSid={Sm3}&Body=hi", "fdovNgn0ixmhidexoDak0qCRyT8=", true },
        { "https://hooks.example.com/", "/twilio/inbound", $"MessageSid={Sm3}&Body=hi", "fdovNgn0ixmhidexoDak0qCRyT8=", true },
        { "https://hooks.example.com/twilio", "/inbound", $"MessageSid={Sm3}&Body=hi", "fdovNgn0ixmhidexoDak0qCRyT8=", true },
        { "https://hooks.example.com", "/twilio/inbound", $"MessageSid={Sm3}&Body=hi", "RK3vgi1kZprVFOGQo8n39BSfAmo=", false },
        { "https://hooks.example.com", "/twilio/inbound", $"MessageSid={Sm3}&Body=hi", "h+LfPPKbyVTG1EFhYPN2La2MP+w=", false },
        { "https://hooks.example.com", "/twilio/inbound", $"MessageSid={Sm3}&Body=hi", "iJUaNku7Rw7HL5+QEI54rsm2fGA=", false },
        { "https://hooks.example.com", "/twilio/inbound", $"MessageSid={Sm3}&Body=ho", "fdovNgn0ixmhidexoDak0qCRyT8=", false },
        { "https://hooks.example.com", "/twilio/inbound", "", "", false },
        { "https://hooks.example.com", "/twilio/inbound", "", "not base64 of twenty bytes !", false },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Every_vector_gets_its_verdict(string address, string target, string body, string signature, bool valid) =>
        Assert.Equal(valid, IsValid(address, target, body, signature, Some.Token));

    [Theory]
    [InlineData("https://mycompany.com", "Caller=%2B14158675309&" + Published, "/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("http://mycompany.com", Published, "/myapp.php?foo=1&bar=2", "HpS7PBa1Agvt4OtO+wZp75IuQa0=")]
    [InlineData("https://mycompany.com", "", "/myapp.php?foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620", "a9nBmqA0ju/hNViExpshrM61xv4=")]
    public void Every_published_vector_is_valid(string address, string body, string target, string signature)
    {
        Assert.True(IsValid(address, target, body, signature, "12345"));
        Assert.False(IsValid(address, target, body, signature, "54321"));
        Assert.True(IsValid(address, target, body, signature, "54321", "12345"));
    }

    [Fact]
    public void A_json_body_is_covered_by_its_hash_to_the_last_space()
    {
        const string json = $$"""{"event":"delivered","sid":"{{Sm2}}","text":"café ☕"}""";

        Assert.True(TwilioSignature.BodyHashMatches(Encoding.UTF8.GetBytes(json), Hash));
        Assert.False(TwilioSignature.BodyHashMatches(Encoding.UTF8.GetBytes(json + " "), Hash));
        Assert.False(TwilioSignature.BodyHashMatches(Encoding.UTF8.GetBytes(json), null));
        Assert.True(TwilioSignature.BodyHashMatches("{\"property\": \"value\", \"boolean\": true}"u8, "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"));
    }

    [Fact]
    public void The_fields_are_read_as_a_form_parser_reads_them()
    {
        var form = WebhookForm.Parse("a=1&&b&c=%zz%4&d=%F0%9F%8D%B5+%2b&=e&a=2&n=%00"u8)!;

        Assert.Equal("1", form.Text("a"u8));
        Assert.Equal("", form.Text("b"u8));
        Assert.Equal("%zz%4", form.Text("c"u8));
        Assert.Equal("🍵 +", form.Text("d"u8));
        Assert.Equal("e", form.Text(""u8));
        Assert.Equal("\uFFFD", form.Text("n"u8));
        Assert.Null(form.Text("A"u8));
    }

    private static bool IsValid(string address, string target, string body, string signature, params string[] tokens) =>
        TwilioSignature.IsValid(signature, new(address), target, WebhookForm.Parse(Encoding.UTF8.GetBytes(body))!, [.. tokens.Select(Encoding.UTF8.GetBytes)]);
}
