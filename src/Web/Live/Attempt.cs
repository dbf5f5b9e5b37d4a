using Microsoft.Extensions.Logging;
using OrleansSms.Web.Components.Shell;

namespace OrleansSms.Web.Live;

/// <summary>One thing at a time that a person asked for, and in words why it did not work.</summary>
internal sealed class Attempt(ILogger logger)
{
    public bool IsBusy { get; private set; }

    public string? Failure { get; private set; }

    public string? AriaBusy => IsBusy ? "true" : null;

    /// <returns>True: it is done.</returns>
    public async Task<bool> Do(Func<Task> what)
    {
        if (IsBusy)
        {
            return false;
        }

        (IsBusy, Failure) = (true, null);
        try
        {
            await what();
            return true;
        }
        catch (RefusedException refused)
        {
            Failure = refused.Message;
        }
        catch (Exception fault)
        {
            // The screen stays as it was, and it can be tried again.
            var reference = Reference.Next();
            Faults.Part(logger, reference, fault);
            Failure = $"That did not work. Try again in a moment. Reference {reference}";
        }
        finally
        {
            IsBusy = false;
        }

        return false;
    }

    public void Fail(string why) => Failure = why;

    public void Forget() => Failure = null;
}
