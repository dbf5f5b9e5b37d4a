using System.Text;
using OrleansSms.Bench.Load;

namespace OrleansSms.Bench.Tests;

public sealed class HttpAnswerTests
{
    private const string WithLength = "HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello";
    private const string InChunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    private const string WithoutBody = "HTTP/1.1 204 No Content\r\nDate: now\r\n\r\n";

    [Theory]
    [InlineData(WithLength, 201)]
    [InlineData(InChunks, 200)]
    [InlineData(WithoutBody, 204)]
    public void An_answer_ends_where_it_says(string answer, int status)
    {
        var found = HttpAnswer.Find(Encoding.ASCII.GetBytes(answer));

        Assert.NotNull(found);
        Assert.Equal((status, answer.Length), (found.Value.Status, found.Value.End));
    }

    [Theory]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 2\r\n\r\n", true)]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", false)]
    [InlineData("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 2\r\nContent-Length: 0\r\n\r\n", false)]
    public void Only_a_503_that_says_when_asks_to_come_again(string answer, bool isComeAgain) =>
        Assert.Equal(isComeAgain, HttpAnswer.Find(Encoding.ASCII.GetBytes(answer))!.Value.IsComeAgain);

    [Theory]
    [InlineData(WithLength)]
    [InlineData(InChunks)]
    [InlineData(WithoutBody)]
    public void Half_an_answer_is_none(string answer)
    {
        for (var length = 0; length < answer.Length; length++)
        {
            Assert.Null(HttpAnswer.Find(Encoding.ASCII.GetBytes(answer[..length])));
        }
    }
}
