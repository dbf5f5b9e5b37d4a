using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Calls;

/// <summary>Brings calls to the carrier, each once, and ends those that somebody wants ended.</summary>
internal sealed partial class Dialling(ICallStore calls, ICarrierCalls carrier, IGrainFactory grains, TimeProvider time, ILogger<Dialling> logger)
{
    /// <summary>Nobody wants the phone to ring any more that was asked for so long ago.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Longer than the carrier client may take, so that a living dialler never loses its claim.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(6);

    /// <summary>Takes what waits to be dialled; what somebody else took and left is in doubt.</summary>
    public async Task<ImmutableArray<CallOrder>> Claim(string line, CancellationToken cancellation)
    {
        foreach (var order in await calls.Abandoned(line, time.Now(), cancellation))
        {
            LogAbandoned(logger, order.CallId);
            await Report(order.Place, new(order.CallId, CallLeg.Member, CallWords.InDoubt));
        }

        var orders = await calls.Claim(line, time.Now(), Lease, cancellation);
        FaultPoint.Reach("dialler.claimed");
        return orders;
    }

    /// <returns>False: something is to be tried again soon.</returns>
    public async Task<bool> HangUp(string line, CancellationToken cancellation)
    {
        var all = true;
        foreach (var call in await calls.ToHangUp(line, cancellation))
        {
            all &= await carrier.HangUp(line, call.CallSid!, CancellationToken.None);
        }

        return all;
    }

    /// <returns>False: it is to be tried again soon.</returns>
    public async Task<bool> Dial(CallOrder order)
    {
        if (order.IsHangUpAsked)
        {
            await Report(order.Place, new(order.CallId, CallLeg.Member, CallWords.Canceled));
            return true;
        }

        if (time.Now() - order.PlacedAt > Patience)
        {
            LogTooLate(logger, order.CallId);
            await Report(order.Place, new(order.CallId, CallLeg.Member, CallWords.GivenUp));
            return true;
        }

        switch (await carrier.Place(order, CancellationToken.None))
        {
            case CallAnswer.Settled settled:
                FaultPoint.Reach("dialler.answered");
                await Report(order.Place, settled.Report);
                return true;
            case CallAnswer.Unknown unknown:
                LogInDoubt(logger, order.CallId, unknown.Reason);
                await Report(order.Place, new(order.CallId, CallLeg.Member, CallWords.InDoubt));
                return true;
            case CallAnswer.NotExecuted notExecuted:
                LogPutBack(logger, order.CallId, notExecuted.Reason);
                await calls.PutBack(order.CallId, CancellationToken.None);
                return false;
            case var other:
                throw new NotSupportedException($"An answer of a kind nobody knows: {other.GetType().Name}.");
        }
    }

    /// <remarks>Should it fail, the claim runs out and the call counts as in doubt: what the carrier has of it is looked up.</remarks>
    private Task<Call?> Report(CallPlace place, CallReport report) => grains.Calls(place.ConversationId).Report(report, CancellationToken.None);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {CallId} was taken by a dialler that went away: in doubt.")]
    private static partial void LogAbandoned(ILogger logger, Guid callId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {CallId} could not be placed in time and is not placed any more.")]
    private static partial void LogTooLate(ILogger logger, Guid callId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether the carrier took call {CallId} is not known: {Reason}")]
    private static partial void LogInDoubt(ILogger logger, Guid callId, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Call {CallId} is tried again: {Reason}")]
    private static partial void LogPutBack(ILogger logger, Guid callId, string reason);
}
