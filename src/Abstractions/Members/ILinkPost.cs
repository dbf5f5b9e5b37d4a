namespace OrleansSms.Members;

/// <summary>Makes the links that let people in, and sends them by mail when mail is set up.</summary>
public interface ILinkPost
{
    /// <summary>Always of the address this installation was configured with, never of what a request says.</summary>
    string Url(LinkKind kind, string secret);

    /// <returns>False: there is no mail, the link was written to the log instead.</returns>
    Task<bool> Send(LinkKind kind, string email, string url, CancellationToken cancellation);
}

public enum LinkKind
{
    Invitation,
    PasswordReset,
}
