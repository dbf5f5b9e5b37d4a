using Microsoft.Extensions.Logging;
using OrleansSms.Web.Components.Shell;

namespace OrleansSms.Web.Components.Settings.Carrier;

/// <summary>One thing at a time on a part of a page: what is under way, and what went wrong in words.</summary>
internal sealed class Errand(ILogger logger)
{
    /// <summary>The name of what is under way; null: nothing.</summary>
    public string? Busy { get; private set; }

    public string? Failure { get; private set; }

    /// <summary>A second click while something is under way is for nothing.</summary>
    public async Task Run(string name, Func<Task> what)
    {
        if (Busy is not null)
        {
            return;
        }

        (Busy, Failure) = (name, null);
        try
        {
            await what();
        }
        catch (RefusedException refusal)
        {
            Failure = refusal.Message;
        }
        catch (Exception fault)
        {
            // The rest of the page still works.
            var reference = Reference.Next();
            Faults.Part(logger, reference, fault);
            Failure = $"That did not work. Try again in a moment. Reference {reference}";
        }
        finally
        {
            Busy = null;
        }
    }
}
