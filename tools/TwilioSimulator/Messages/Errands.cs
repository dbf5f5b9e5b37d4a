namespace OrleansSms.TwilioSimulator.Messages;

/// <summary>What is to be done outside the gate once the world has changed, in this order.</summary>
internal sealed class Errands
{
    private List<Func<Task>>? _errands;

    public void Add(Func<Task> errand) => (_errands ??= []).Add(errand);

    public async Task Run()
    {
        foreach (var errand in _errands ?? [])
        {
            await errand();
        }
    }
}
