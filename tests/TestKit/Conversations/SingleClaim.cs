using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Conversations;

/// <summary>For tests that want one message and have no pace.</summary>
public static class SingleClaim
{
    public static async Task<OutboxItem?> Claim(this IOutbox outbox, string line, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation) =>
        (await outbox.Claim(line, new(now, lease, Places: 1, StoredThread.NoPace), cancellation)).Items.SingleOrDefault();
}
