using System.Collections.Immutable;

namespace OrleansSms.Members;

/// <summary>A new password for who forgot theirs, for pages without a signed-in person.</summary>
public interface IPasswordResets
{
    /// <summary>Sends a link when there is such an account. Returns at once and tells nothing either way.</summary>
    void Ask(string email);

    /// <summary>True while the link can be used.</summary>
    Task<bool> IsOpen(string secret, CancellationToken cancellation);

    /// <summary>Sets the password and signs the account out everywhere. The link is used up.</summary>
    /// <returns>What is wrong, each with the field it is about; empty when it is done.</returns>
    Task<ImmutableArray<FieldError>> Take(string secret, string password, CancellationToken cancellation);
}
