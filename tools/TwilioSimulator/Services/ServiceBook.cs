namespace OrleansSms.TwilioSimulator.Services;

internal sealed class ServiceBook
{
    private readonly Dictionary<string, MessagingService> _services = [];

    public IReadOnlyCollection<MessagingService> All => _services.Values;

    public void Put(MessagingService service) => _services[service.Sid] = service;

    public MessagingService? Find(string? sid) => sid is not null && _services.TryGetValue(sid, out var service) ? service : null;

    public MessagingService? OfNumber(string? number) =>
        number is null ? null : _services.Values.FirstOrDefault(service => service.Numbers.Contains(number));
}
