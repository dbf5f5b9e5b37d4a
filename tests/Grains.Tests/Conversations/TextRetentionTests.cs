using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class TextRetentionTests
{
    private readonly Shelf _shelf = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task As_it_comes_nothing_is_deleted()
    {
        _shelf.Put(10, perConversation: 1);

        await Look(keepDays: null);

        Assert.Equal((10, 0), (_shelf.Left, _shelf.Asked));
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(10, 0, 1)]
    [InlineData(700, 0, 2)]
    [InlineData(1000, 0, 3)]
    [InlineData(6000, 1000, 10)]
    public async Task Old_texts_go_a_few_at_a_time_and_of_very_many_only_a_part(int count, int left, int asked)
    {
        _shelf.Put(count, perConversation: 3);

        await Look(keepDays: 30);

        Assert.Equal((left, asked), (_shelf.Left, _shelf.Asked));
        Assert.Equal(Some.Now.AddDays(-30), _shelf.Before);
    }

    [Fact]
    public async Task A_long_thread_is_asked_for_in_parts_that_one_change_holds()
    {
        _shelf.Put(450, perConversation: 450);

        await Look(keepDays: 30);

        Assert.Equal([50, 200, 200], _shelf.Parts.Order());
    }

    [Fact]
    public async Task One_conversation_that_fails_keeps_no_other_from_it_and_is_passed_over()
    {
        _shelf.Put(1200, perConversation: 300);
        _shelf.Broken = _shelf.Conversations[0];

        await Look(keepDays: 30);

        Assert.Equal((300, 3), (_shelf.Left, _shelf.Asked));

        _shelf.Broken = null;
        await Look(keepDays: 30);

        Assert.Equal(0, _shelf.Left);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40_000)]
    public void What_cannot_be_meant_is_refused_with_the_name_of_the_key(int days)
    {
        var faults = new List<ValidationResult>();
        var options = new MessageOptions { KeepDays = days };

        Assert.False(Validator.TryValidateObject(options, new(options), faults, validateAllProperties: true));
        Assert.Contains("Messages:KeepDays", Assert.Single(faults).ErrorMessage, StringComparison.Ordinal);
    }

    private Task Look(int? keepDays) => new TextRetention(
        _shelf, _shelf.Grains, Options.Create(new MessageOptions { KeepDays = keepDays }), new FakeTimeProvider(Some.Now), NullLogger<TextRetention>.Instance).Look(Cancellation);

    /// <summary>Old texts, and the conversations that let go of them.</summary>
    private sealed class Shelf : IOldTexts
    {
        private readonly Lock _gate = new();
        private ImmutableArray<OldText> _texts = [];

        public Shelf() => Grains = Proxied.As<IGrainFactory>((_, arguments) => Conversation(new(arguments!.OfType<GrainId>().Single().GetGuidKey())));

        public IGrainFactory Grains { get; }

        public int Left => _texts.Length;

        public int Asked { get; private set; }

        public DateTimeOffset Before { get; private set; }

        public List<int> Parts { get; } = [];

        public ImmutableArray<ConversationId> Conversations => [.. _texts.Select(text => text.ConversationId).Distinct()];

        public ConversationId? Broken { get; set; }

        public void Put(int count, int perConversation) => _texts = [.. Enumerable.Range(0, count).Select(i => new OldText(
            new(new Guid((i / perConversation) + 1, 0, 0, new byte[8])), (i % perConversation) + 1, Some.Now.AddYears(-1).AddSeconds(i)))];

        public Task<ImmutableArray<OldText>> Find(DateTimeOffset before, OldText? after, int limit, CancellationToken cancellation)
        {
            lock (_gate)
            {
                (Asked, Before) = (Asked + 1, before);
                return Task.FromResult<ImmutableArray<OldText>>([.. _texts.Where(text => after is null || text.At > after.At).Take(limit)]);
            }
        }

        private IConversationGrain Conversation(ConversationId id) => Proxied.As<IConversationGrain>((method, arguments) =>
        {
            Assert.Equal(nameof(IConversationGrain.DeleteTexts), method.Name);
            var numbers = (ImmutableArray<int>)arguments![0]!;
            lock (_gate)
            {
                if (Broken == id)
                {
                    return Task.FromException<int>(new TimeoutException());
                }

                Parts.Add(numbers.Length);
                _texts = [.. _texts.Where(text => text.ConversationId != id || !numbers.Contains(text.Number))];
                return Task.FromResult(numbers.Length);
            }
        });
    }
}
