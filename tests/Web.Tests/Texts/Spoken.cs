using System.Globalization;
using System.Runtime.CompilerServices;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Tests.Texts;

/// <summary>Speaks another language for a while. What else is tested is in English, whatever the machine speaks.</summary>
internal static class Spoken
{
    public static T In<T>(string language, Func<T> what)
    {
        var before = Tongue.Now;
        Use(language);
        try
        {
            return what();
        }
        finally
        {
            before.Use();
        }
    }

    /// <summary>For the rest of a test.</summary>
    public static void Use(string language) => new Tongue(CultureInfo.GetCultureInfo(language), CultureInfo.GetCultureInfo(language)).Use();

    [ModuleInitializer]
    internal static void English() =>
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("en");
}
