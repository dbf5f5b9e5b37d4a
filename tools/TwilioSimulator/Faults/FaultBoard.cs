using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Outcomes;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Faults;

/// <summary>The faults that are ordered at present. Used under the world's gate.</summary>
internal sealed class FaultBoard(Dice dice)
{
    private readonly List<Fault> _faults = [];
    private int _lastId;

    public IReadOnlyList<Fault> All => _faults;

    public Fault Add(FaultRequest request)
    {
        var fault = new Fault($"fault-{Wire.Number(++_lastId)}", request);
        _faults.Add(fault);
        return fault;
    }

    public bool Remove(string id) => _faults.RemoveAll(fault => fault.Id == id) > 0;

    public void Clear() => _faults.Clear();

    /// <summary>The first fault of these effects that happens to this request.</summary>
    public Fault? TakeFirst(Func<FaultEffect, bool> effects, string path, string method, string? to) =>
        _faults.Find(fault => effects(fault.Request.Effect) && fault.Meets(path, method, to) && fault.Happens(dice.Share));

    public IReadOnlyList<FaultRequest> TakeAll(Func<FaultEffect, bool> effects, string path, string method, string? to) =>
        _faults.Count == 0
            ? []
            : [.. _faults
                .Where(fault => effects(fault.Request.Effect) && fault.Meets(path, method, to) && fault.Happens(dice.Share))
                .Select(fault => fault.Request)];

    public Outcome Shape(Outcome outcome, string path, string to) =>
        TakeAll(FaultSides.IsOutcome, path, "POST", to).Aggregate(outcome, (shaped, fault) => fault.Effect switch
        {
            FaultEffect.CallbackReorder => shaped with { SentCallbackLast = true },
            FaultEffect.CallbackBeforeResponse => shaped with { SentBeforeAnswer = true },
            FaultEffect.NeverDlr => shaped with { NeverFinal = true },
            FaultEffect.LateDlr => shaped with { FinalAfter = TimeSpan.FromHours(fault.Hours ?? 1) },
            _ => shaped with { FlipsToUndelivered = true },
        });
}
