using System.Text.Json;
using OrleansSms.Conversations;

namespace OrleansSms.Abstractions.Tests.Conversations;

public sealed class ConversationIdTests
{
    private static readonly ConversationId Id = new(Guid.Parse("8c9ff1d5-52a6-8aa6-9c1b-0f6d1f6bd0a1"));

    [Fact]
    public void In_json_it_is_a_plain_text_as_a_value_and_as_a_key()
    {
        var json = JsonSerializer.Serialize(new Dictionary<ConversationId, ConversationId> { [Id] = Id });

        Assert.Equal($$"""{"{{Id}}":"{{Id}}"}""", json);
        Assert.Equal(Id, JsonSerializer.Deserialize<Dictionary<ConversationId, ConversationId>>(json)![Id]);
    }

    [Fact]
    public void It_is_read_from_text()
    {
        Assert.True(ConversationId.TryParse(Id.ToString(), null, out var read));
        Assert.Equal(Id, read);
        Assert.Equal(Id, ConversationId.Parse(Id.ToString(), null));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("+447700900226")]
    [InlineData("8c9ff1d5-52a6-8aa6-9c1b-0f6d1f6bd0a")]
    public void What_is_no_id_is_none(string? text) => Assert.False(ConversationId.TryParse(text, null, out _));
}
