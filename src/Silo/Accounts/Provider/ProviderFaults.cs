using System.Data.Common;
using OrleansSms.Members;

namespace OrleansSms.Silo.Accounts.Provider;

/// <summary>What went wrong on the way, as whoever tried to come in is told.</summary>
internal static class ProviderFaults
{
    /// <summary>Under this key the protocol's own faults carry what the provider called the error.</summary>
    private const string Error = "error";

    public static ProviderRefusal Refusal(Exception? fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case DbException:
                    return ProviderRefusal.Unavailable;
                case HttpRequestException or IOException or TimeoutException or OperationCanceledException:
                    return ProviderRefusal.Unreachable;
                case { Data: { } told } when told.Contains(Error):
                    return ProviderRefusal.Declined;
                default:
                    break;
            }
        }

        return ProviderRefusal.NotProved;
    }

    /// <summary>To the sign-in page, which says why.</summary>
    public static void SendBack(this HttpContext http, ProviderRefusal refusal, string? returnPath) =>
        http.SendTo($"/sign-in?provider={Word.Of(refusal)}", returnPath);

    /// <summary>To a page of ours that itself goes on to where the browser wanted to go.</summary>
    public static void SendTo(this HttpContext http, string page, string? returnPath)
    {
        var more = returnPath is null ? "" : $"{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}returnUrl={Uri.EscapeDataString(returnPath)}";
        http.Response.Redirect($"{http.Request.PathBase}{page}{more}");
    }
}
