using System.Collections.Immutable;

namespace OrleansSms.Members;

/// <summary>Signing in and the one-time set-up, for pages that are rendered with the request (no circuit).</summary>
public interface IAccounts
{
    /// <summary>Checks the password and, when it is right, puts the sign-in cookie on the response.</summary>
    Task<SignInOutcome> SignIn(string email, string password, CancellationToken cancellation);

    /// <summary>True between the right password and the second factor.</summary>
    Task<bool> AwaitsSecondFactor();

    /// <summary>The second step: a code of the authenticator app, or a recovery code.</summary>
    Task<SignInOutcome> SignInWithCode(string code, CancellationToken cancellation);

    Task SignOut();

    /// <summary>True while nobody can sign in because there is no account yet.</summary>
    Task<bool> NeedsSetUp(CancellationToken cancellation);

    /// <summary>Creates the owner and the first lines, and signs the owner in.</summary>
    /// <returns>What is wrong, each with the field it is about; empty when it is done.</returns>
    Task<ImmutableArray<FieldError>> SetUp(SetUpForm form, CancellationToken cancellation);
}

/// <summary>How a sign-in ended.</summary>
public enum SignInOutcome
{
    SignedIn,

    /// <summary>Unknown e-mail or wrong password: the same answer for both.</summary>
    NoMatch,

    /// <summary>Too many tries, for this account or from this address.</summary>
    LockedOut,

    /// <summary>The password is right; a code has to follow.</summary>
    NeedsCode,

    /// <summary>Everything is right, but an administrator switched the account off.</summary>
    SwitchedOff,

    /// <summary>The first step is too long ago, or never was.</summary>
    TooLate,
}

/// <summary>What the set-up page asks.</summary>
/// <param name="Code">The one-time code from the log.</param>
/// <param name="Lines">Our numbers as typed, separated by commas or new lines; may be empty.</param>
public sealed record SetUpForm(string Code, string Email, string Password, string Lines);

/// <summary>One thing wrong with one field.</summary>
/// <param name="Field">Name of the field as in the form; empty for the form as a whole.</param>
/// <param name="Message">A sentence for a person.</param>
public sealed record FieldError(string Field, string Message);
