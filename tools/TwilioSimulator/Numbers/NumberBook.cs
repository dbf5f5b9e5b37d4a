namespace OrleansSms.TwilioSimulator.Numbers;

internal sealed class NumberBook
{
    private readonly Dictionary<string, OwnedNumber> _byNumber = [];

    public IReadOnlyCollection<OwnedNumber> All => _byNumber.Values;

    public void Put(OwnedNumber number) => _byNumber[number.Number] = number;

    public OwnedNumber? Find(string? number) =>
        number is not null && _byNumber.TryGetValue(number, out var owned) ? owned : null;

    public IEnumerable<OwnedNumber> Of(string accountSid) => _byNumber.Values.Where(number => number.AccountSid == accountSid);
}
