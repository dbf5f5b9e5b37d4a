using OrleansSms.TwilioSimulator.Tests.Harness;
using OrleansSms.TwilioSimulator.Webhooks;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class SignatureTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("https://hooks.example.com/twilio/message-status", "MessageSid=SM22222222222222222222222222222222&SmsSid=SM22222222222222222222222222222222&MessageStatus=delivered&SmsStatus=delivered&To=%2B14155550123&From=%2B14155550100&AccountSid=AC11111111111111111111111111111111&ApiVersion=2010-04-01&RawDlrDoneDate=2607221030", "0B7YWuEL/2XdVyW1YOBpr0+Qm8E=")]
    [InlineData("https://hooks.example.com/twilio/inbound", "MessageSid=SM33333333333333333333333333333333&SmsMessageSid=SM33333333333333333333333333333333&SmsSid=SM33333333333333333333333333333333&SmsStatus=received&AccountSid=AC11111111111111111111111111111111&From=%2B33612345678&To=%2B14155550100&Body=%C3%87a+va+%3F+Prix%3A+5+%E2%82%AC+%2B+th%C3%A9+%F0%9F%8D%B5+%26+%E2%80%9Cok%E2%80%9D&NumMedia=0&NumSegments=1&FromCity=&ApiVersion=2010-04-01", "w073lVgXaPrH0GTAcyWEUSV9pG8=")]
    [InlineData("https://hooks.example.com/twilio/dup", "Tag=beta&AccountSid=AC11111111111111111111111111111111&Tag=alpha&Tag=beta&tag=lower&Body=x", "DsjtiejqbJ7gcoRgrRwL3whJ5Vs=")]
    [InlineData("https://hooks.example.com:8443/twilio/message-status?tenant=42&ref=a%20b%2Fc", "MessageSid=SM22222222222222222222222222222222&MessageStatus=sent&AccountSid=AC11111111111111111111111111111111", "DI9noHjgsGaOgyMiJlz6tPe8Yb8=")]
    [InlineData("https://hooks.example.com/twilio/message-status?tenant=42&ref=a%20b%2Fc", "MessageSid=SM22222222222222222222222222222222&MessageStatus=sent&AccountSid=AC11111111111111111111111111111111", "yCAHL6RKwkdtdR8odCtVGgjJIMo=")]
    [InlineData("https://hooks.example.com:443/twilio/message-status?tenant=42&ref=a%20b%2Fc", "MessageSid=SM22222222222222222222222222222222&MessageStatus=sent&AccountSid=AC11111111111111111111111111111111", "OkYQK2+mTIPMoubGwQDXHYb4qFs=")]
    [InlineData("https://hooks.example.com/twilio/voice?CallSid=CA44444444444444444444444444444444&From=%2B14155550123", "", "SJHXebthvS8Efnx9glumTQJrpCc=")]
    [InlineData("https://hooks.example.com/twilio/json?bodySHA256=3ccd4a42ec3f31e73dc320d0db8fcc6345e6d9e94cb978fdc78692750d9bf9dd", "", "+4KCDNJyMwpl1F3Fag/ZSmz0PjM=")]
    [InlineData("https://hookuser:s3cret@hooks.example.com/twilio/inbound", "MessageSid=SM33333333333333333333333333333333&Body=hi", "RK3vgi1kZprVFOGQo8n39BSfAmo=")]
    [InlineData("https://hooks.example.com/twilio/inbound", "MessageSid=SM33333333333333333333333333333333&Body=hi", "fdovNgn0ixmhidexoDak0qCRyT8=")]
    [InlineData("https://hooks.example.com/twilio/inbound/", "MessageSid=SM33333333333333333333333333333333&Body=hi", "h+LfPPKbyVTG1EFhYPN2La2MP+w=")]
    [InlineData("http://hooks.example.com/twilio/inbound", "MessageSid=SM33333333333333333333333333333333&Body=hi", "iJUaNku7Rw7HL5+QEI54rsm2fGA=")]
    public void The_vectors_of_the_contract_are_reproduced(string url, string body, string signature) =>
        Assert.Equal(signature, WebhookSignature.Compute(Token, url, Form.Parse(body)));

    [Theory]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2", "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("http://mycompany.com/myapp.php?foo=1&bar=2", "CallSid=CA1234567890ABCDE&Digits=1234&From=%2B14158675309&To=%2B18005551212", "HpS7PBa1Agvt4OtO+wZp75IuQa0=")]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620", "", "a9nBmqA0ju/hNViExpshrM61xv4=")]
    public void The_published_vectors_are_reproduced(string url, string body, string signature) =>
        Assert.Equal(signature, WebhookSignature.Compute("12345", url, Form.Parse(body)));
}
