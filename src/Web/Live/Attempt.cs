using Microsoft.Extensions.Logging;
using OrleansSms.Web.Components.Shell;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Live;

/// <summary>One thing at a time that a person asked for, and in words why it did not work.</summary>
/// <param name="failed">Null: that it did not work. The sentence for what nobody foresaw; a time to try again and a reference follow it.</param>
internal sealed class Attempt(ILogger logger, string? failed = null)
{
    /// <summary>The name of what is under way; null: nothing.</summary>
    public string? Doing { get; private set; }

    public bool IsBusy => Doing is not null;

    public string? Failure { get; private set; }

    public string? AriaBusy => IsBusy ? "true" : null;

    /// <returns>True: it is done.</returns>
    public async Task<bool> Do(Func<Task> what, string name = "")
    {
        if (IsBusy)
        {
            return false;
        }

        (Doing, Failure) = (name, null);
        try
        {
            await what();
            return true;
        }
        catch (RefusedException refused)
        {
            Failure = RefusalWords.Of(refused);
        }
        catch (Exception fault)
        {
            // The screen stays as it was, and it can be tried again.
            var reference = Reference.Next();
            Faults.Part(logger, reference, fault);
            Failure = Phrase.Of(PartsTexts.FailedReference, ("failed", failed ?? PartsTexts.Failed), ("reference", reference));
        }
        finally
        {
            Doing = null;
        }

        return false;
    }

    public void Fail(string why) => Failure = why;

    public void Forget() => Failure = null;
}
