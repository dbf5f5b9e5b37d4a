namespace OrleansSms.Bench.Traffic;

/// <summary>The account the simulator and the silo are started with, and the address webhooks are signed for.</summary>
internal static class CarrierSide
{
    public const string AccountSid = "AC11111111111111111111111111111111";
    public const string AuthToken = "0123456789abcdef0123456789abcdef";
    public const string Line = "+14155550100";

    /// <summary>A phone number of its own for every <paramref name="place"/> of a kind.</summary>
    public static string Contact(int kind, int place) => $"+1{200 + kind}{2_000_000 + place:0000000}";
}
