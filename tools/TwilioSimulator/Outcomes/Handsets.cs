namespace OrleansSms.TwilioSimulator.Outcomes;

/// <summary>What is known of the phones out there: the directory, and how often the outcome numbers were asked.</summary>
internal sealed class Handsets
{
    private const int Remembered = 10_000;

    private readonly HashSet<string> _landlines = [];
    private readonly HashSet<string> _blocked = [];
    private readonly Dictionary<string, string> _behavesLike = [];
    private readonly Dictionary<string, PhoneScript> _phones = [];
    private readonly HashSet<(string, string)> _seen = [];
    private readonly Dictionary<string, int> _requests = [];

    public bool IsLandline(string number) => _landlines.Contains(number);

    public bool IsBlocked(string number) => _blocked.Contains(number);

    /// <summary>How the phone behind a number takes a call: as it was told, else as its number says.</summary>
    public PhoneScript PhoneOf(string number) => _phones.GetValueOrDefault(number) ?? PhoneNumbers.Of(Role(number));

    /// <summary>Tells a phone how to behave; null lets it behave as its number says.</summary>
    public void Script(string number, PhoneScript? script)
    {
        if (script is null)
        {
            _phones.Remove(number);
        }
        else
        {
            _phones[number] = script;
        }
    }

    public void Block(string number, bool isBlocked)
    {
        if (isBlocked)
        {
            _blocked.Add(number);
        }
        else
        {
            _blocked.Remove(number);
        }
    }

    /// <summary>The outcome number whose behaviour this number has; itself unless the directory says otherwise.</summary>
    public string Role(string number) => _behavesLike.GetValueOrDefault(number, number);

    public void Describe(string number, bool? landline, string? behavesLike)
    {
        if (landline is true)
        {
            _landlines.Add(number);
        }
        else if (landline is false)
        {
            _landlines.Remove(number);
        }

        if (behavesLike is { Length: > 0 })
        {
            _behavesLike[number] = behavesLike;
        }
        else if (behavesLike is not null)
        {
            _behavesLike.Remove(number);
        }
    }

    public bool IsFirst(string to, string body)
    {
        if (_seen.Count >= Remembered)
        {
            _seen.Clear();
        }

        return _seen.Add((to, body));
    }

    public int CountRequest(string to) => _requests[to] = _requests.GetValueOrDefault(to) + 1;
}
