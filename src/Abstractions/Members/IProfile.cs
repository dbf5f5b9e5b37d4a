namespace OrleansSms.Members;

/// <summary>What the one who asks says of themselves.</summary>
public interface IProfile
{
    Task<Profile> Read(CancellationToken cancellation);

    Task Rename(string name, CancellationToken cancellation);

    /// <param name="password">The one in use: an unlocked screen alone changes no account.</param>
    Task ChangeEmail(string email, string password, CancellationToken cancellation);

    /// <summary>Also signs out everywhere else.</summary>
    /// <returns>How many other sessions ended.</returns>
    Task<int> ChangePassword(string password, string newPassword, CancellationToken cancellation);
}

/// <param name="HasPassword">False: only signs in through another provider.</param>
public sealed record Profile(string Name, string Email, bool HasPassword);
