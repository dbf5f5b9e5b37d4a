namespace OrleansSms.Carrier;

/// <summary>What the carrier itself says of an account and its numbers, and setting them up; for owners only.</summary>
public interface ICarrierNumbers
{
    /// <summary>Asks the carrier with each secret of the account and tells what it said.</summary>
    Task<CarrierCheck> Check(string accountSid, CancellationToken cancellation);

    /// <summary>All numbers of the account: where their texts and calls go, and what is wrong with that.</summary>
    Task<NumberList> List(string accountSid, CancellationToken cancellation);

    /// <summary>Makes the number a line that sends through this account, and tells the carrier to bring its texts and calls to us, as far as it can do either.</summary>
    /// <param name="numberSid">The carrier's name for the number, from <see cref="List"/>.</param>
    /// <param name="takeOver">Also when it is a line of another account, which it then leaves.</param>
    /// <param name="calls">False: the addresses for its calls stay as they are.</param>
    Task<NumberOutcome> SetUp(string accountSid, string numberSid, bool takeOver, bool calls, CancellationToken cancellation);
}
