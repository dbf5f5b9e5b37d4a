using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Numbers;

namespace OrleansSms.TwilioSimulator.OptOut;

/// <summary>What a keyword did: the text to answer with, if any, and the type our webhook hears of.</summary>
internal sealed record KeywordResult(string? Confirmation, string? OptOutType)
{
    public static readonly KeywordResult Nothing = new(null, null);
}

/// <summary>Applies keywords of handsets, and says whom a sender may no longer text.</summary>
internal static class OptOutDesk
{
    public static KeywordResult Process(World world, OwnedNumber number, string handset, string body)
    {
        var service = world.Services.OfNumber(number.Number);
        var mode = ModeOf(world, number);
        var keywords = Keywords.Of(mode, service?.AdvancedOptOut);
        if (keywords?.Match(body) is not { } group)
        {
            return KeywordResult.Nothing;
        }

        var scope = Scope(world, null, number.Number);
        var isNews = true;
        switch (group)
        {
            case KeywordGroup.Stop:
                isNews = world.OptOuts.Stop(scope, handset);
                break;
            case KeywordGroup.Start:
                world.OptOuts.Lift(scope, handset);
                break;
        }

        return new(
            isNews ? keywords.TextFor(group) : null,
            mode == OptOutMode.Advanced ? group.ToString().ToUpperInvariant() : null);
    }

    /// <param name="isLate">The carrier notices only after it has accepted the message.</param>
    public static bool Blocks(World world, string? serviceSid, string? from, string to, out bool isLate)
    {
        var settings = world.Settings;
        isLate = settings.AsyncOptOut || (settings.TollFreeAsyncOptOut && IsTollFree(world, from));
        return world.OptOuts.Contains(Scope(world, serviceSid, from), to);
    }

    public static int LateCode(World world, string? from) =>
        world.Settings.TollFreeAsyncOptOut && IsTollFree(world, from) ? 30004
        : world.Settings.AsyncOptOut ? world.Settings.AsyncOptOutCode
        : 21610;

    private static bool IsTollFree(World world, string? from) =>
        world.Numbers.Find(from) is { } number && ModeOf(world, number) == OptOutMode.TollFree;

    private static OptOutMode ModeOf(World world, OwnedNumber number) => number switch
    {
        { OptOutMode: { } chosen } => chosen,
        { Kind: NumberKind.TollFree } => OptOutMode.TollFree,
        { Kind: NumberKind.ShortCode } => OptOutMode.ShortCode,
        _ => world.Services.OfNumber(number.Number)?.AdvancedOptOut is null ? OptOutMode.Default : OptOutMode.Advanced,
    };

    private static string Scope(World world, string? serviceSid, string? number) =>
        serviceSid ?? world.Services.OfNumber(number)?.Sid ?? number ?? "";
}
