using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Seed;

/// <summary>A set of conversations of one size. The same plan gives the same conversations everywhere.</summary>
/// <param name="Kind">Of their contacts, see <see cref="CarrierSide.Contact"/>; a large plan goes on into the next kinds.</param>
/// <param name="Messages">In each; three of five are outbound.</param>
/// <param name="InFlight">Outbound ones wait for the carrier's reports; else they are delivered.</param>
internal sealed record SeedPlan(int Kind, int Conversations, int Messages, bool InFlight = false, string Body = SeedPlan.ShortBody)
{
    public const string ShortBody = "Is the appointment on Thursday still on? I could come an hour earlier.";
    private const int PerKind = 5_000_000;
    private const int Cycle = 5;

    /// <summary>The text of a message by its place and number; null: all say <see cref="Body"/>.</summary>
    public Func<int, int, string>? Text { get; init; }

    /// <summary>Between the newest messages of neighbours; null: all of them are of the last two minutes.</summary>
    public TimeSpan? Apart { get; init; }

    // Of each cycle numbers 1 and 5 come in.
    public int Inbound { get; } = Messages / Cycle * 2 + (Messages % Cycle > 0 ? 1 : 0);

    public int Outbound => Messages - Inbound;

    public string Contact(int place) => CarrierSide.Contact(Kind + place / PerKind, place % PerKind);

    public SeedMessage Message(Guid conversation, string contact, int place, int number, DateTimeOffset now) => new(
        conversation, contact, number, MessageId(place, number), number % Cycle is 2 or 3 or 4, InFlight, Text?.Invoke(place, number) ?? Body,
        now.AddMilliseconds(number - Messages) - (Apart is { } apart ? apart * place : TimeSpan.FromMilliseconds(place % 100_000)));

    /// <summary>Scattered like random ones, so that indexes get no easier work than in life.</summary>
    public Guid MessageId(int place, int number)
    {
        Span<byte> id = stackalloc byte[16];
        var first = Scatter(((ulong)Kind << 56) ^ ((ulong)place << 24) ^ (ulong)number);
        BitConverter.TryWriteBytes(id, first);
        BitConverter.TryWriteBytes(id[8..], Scatter(first));
        return new(id);
    }

    private static ulong Scatter(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
