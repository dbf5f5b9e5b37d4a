using System.Collections.Immutable;
using OrleansSms.Members;

namespace OrleansSms.Carrier;

/// <summary>The accounts at the carrier, for owners only. Secrets go in and never come out.</summary>
/// <remarks>What takes typed text answers with what is wrong, each with its field; nothing wrong means that it is done.</remarks>
public interface ICarrierAccounts
{
    /// <summary>The account of the configuration first, then those that were entered, the oldest first.</summary>
    Task<ImmutableArray<CarrierAccount>> List(CancellationToken cancellation);

    Task<ImmutableArray<FieldError>> Add(NewCarrierAccount form, CancellationToken cancellation);

    Task<ImmutableArray<FieldError>> Rename(string accountSid, string name, CancellationToken cancellation);

    /// <summary>The token that was there is forgotten at once; what is signed with it is refused from now on.</summary>
    Task<ImmutableArray<FieldError>> ReplaceToken(string accountSid, string token, CancellationToken cancellation);

    /// <summary>A second token whose signatures are accepted as well while the first is being replaced at the carrier.</summary>
    Task<ImmutableArray<FieldError>> SetSecondaryToken(string accountSid, string token, CancellationToken cancellation);

    Task ClearSecondaryToken(string accountSid, CancellationToken cancellation);

    /// <summary>The secondary token becomes the token; the one before it is forgotten.</summary>
    Task PromoteSecondaryToken(string accountSid, CancellationToken cancellation);

    /// <summary>A key that is used for sending instead of the token. Webhooks stay signed with the token.</summary>
    Task<ImmutableArray<FieldError>> SetApiKey(string accountSid, string keySid, string secret, CancellationToken cancellation);

    Task ClearApiKey(string accountSid, CancellationToken cancellation);

    /// <exception cref="RefusedException">Lines still send through it.</exception>
    Task Remove(string accountSid, CancellationToken cancellation);
}

/// <summary>What the page asks of a new account. As typed: blanks around it are taken off.</summary>
public sealed record NewCarrierAccount(string AccountSid, string Token, string Name = "", string ApiKeySid = "", string ApiKeySecret = "")
{
    /// <summary>Never with the secrets: this may reach a log.</summary>
    public override string ToString() => nameof(NewCarrierAccount);
}
