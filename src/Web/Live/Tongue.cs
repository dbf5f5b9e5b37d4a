using System.Globalization;

namespace OrleansSms.Web.Live;

/// <summary>
/// The language somebody is spoken to in. Whatever calls a screen from outside (the feed, the database, a clock) does so on a thread
/// that speaks none or another, and what it makes the screen say must be in the screen's own: such calls come in through <see cref="Keep(Action)"/>.
/// </summary>
internal readonly record struct Tongue(CultureInfo Numbers, CultureInfo Words)
{
    public static Tongue Now => new(CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    /// <returns>The same call, in the language that is spoken now.</returns>
    public static Action Keep(Action call)
    {
        var mine = Now;
        return () => mine.Speak(call);
    }

    /// <inheritdoc cref="Keep(Action)"/>
    public static Action<T> Keep<T>(Action<T> call)
    {
        var mine = Now;
        return told => mine.Speak(() => call(told));
    }

    /// <summary>For the rest of this flow of calls, and what it starts.</summary>
    public void Use() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Numbers, Words);

    private void Speak(Action call)
    {
        var theirs = Now;
        Use();
        try
        {
            call();
        }
        finally
        {
            theirs.Use();
        }
    }
}
