using System.Text.Json;
using OrleansSms.Conversations;

namespace OrleansSms.Abstractions.Tests;

public sealed class WordTests
{
    [Fact]
    public void Every_value_has_a_word_of_its_own_that_reads_back()
    {
        Check<DeliveryStatus>();
        Check<Direction>();
        Check<ConversationState>();
    }

    [Fact]
    public void The_words_of_json_are_the_words_of_the_store() =>
        Assert.All(Enum.GetValues<DeliveryStatus>(), status => Assert.Equal($"\"{Word.Of(status)}\"", JsonSerializer.Serialize(status)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Open")]
    [InlineData("0")]
    [InlineData("opened")]
    public void What_is_no_word_reads_as_nothing(string? word) => Assert.Null(Word.Read<ConversationState>(word));

    [Fact]
    public void Stored_numbers_of_statuses_never_change() => Assert.Equal(
        ["scheduled", "queued", "in_doubt", "accepted", "sending", "sent", "canceled", "failed", "undelivered", "delivered", "read", "received"],
        Enum.GetValues<DeliveryStatus>().OrderBy(status => (int)status).Select(Word.Of));

    private static void Check<T>() where T : struct, Enum
    {
        var words = Enum.GetValues<T>().Select(Word.Of).ToList();

        Assert.Equal(words.Count, words.Distinct().Count());
        Assert.All(Enum.GetValues<T>(), value => Assert.Equal(value, Word.Read<T>(Word.Of(value))));
    }
}
