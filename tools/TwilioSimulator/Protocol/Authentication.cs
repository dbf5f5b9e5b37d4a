using System.Text;
using OrleansSms.TwilioSimulator.Accounts;

namespace OrleansSms.TwilioSimulator.Protocol;

/// <summary>Credentials, concurrency and the state of the account, in the order in which the carrier looks at them.</summary>
internal static class Authentication
{
    public static async Task Admit(HttpContext context, ApiCall call, RequestDelegate next)
    {
        if (!TryRecognize(context, call))
        {
            await Reply.Error(context, ApiError.Authenticate);
            return;
        }

        var settings = call.World.Settings;
        try
        {
            if (call.Account.Enter() > settings.MaxConcurrentRequests)
            {
                if (settings.SendRetryAfter is { } seconds)
                {
                    context.Response.Headers.RetryAfter = Wire.Number(seconds);
                }

                await Reply.Error(context, new(429, 20429, "Too Many Requests"));
                return;
            }

            if (RefusalFor(context, call) is { } refusal)
            {
                await Reply.Error(context, refusal);
                return;
            }

            await next(context);
        }
        finally
        {
            call.Account.Leave();
        }
    }

    public static string? UserOf(HttpContext context) => Credentials(context)?.User;

    private static ApiError? RefusalFor(HttpContext context, ApiCall call)
    {
        // The account itself can be looked at, and says what is the matter.
        if (call.Account.Status != "active" && !IsOfAccountItself(context, call))
        {
            var code = call.World.Settings.SuspendedCode;
            return new(401, code, "Account is not active");
        }

        if (call.IsTest && !IsCreation(context))
        {
            return ApiError.TestCredentials;
        }

        var path = context.Request.Path.Value!;
        return path.StartsWith("/2010-04-01/Accounts", StringComparison.Ordinal)
            && !path.EndsWith(".json", StringComparison.Ordinal) && !IsRecordingFile(context)
            ? ApiError.Invalid(20422, $"Without an extension this API answers XML. Append .json to {path}.")
            : null;
    }

    private static bool IsOfAccountItself(HttpContext context, ApiCall call) =>
        HttpMethods.IsGet(context.Request.Method) && context.Request.Path == $"/2010-04-01/Accounts/{call.Account.Sid}.json";

    private static bool IsCreation(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method)
        && context.Request.Path.Value!.Split('/') is [_, _, _, _, "Messages.json" or "Calls.json"];

    private static bool IsRecordingFile(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.Request.Path.Value!.Split('/') is [_, _, _, _, "Recordings", var file] && !file.EndsWith(".json", StringComparison.Ordinal);

    private static bool TryRecognize(HttpContext context, ApiCall call)
    {
        if (Credentials(context) is not var (user, password))
        {
            return !call.World.Settings.EnforceMediaAuth && IsRecordingFile(context) && TryAnonymous(context, call);
        }

        lock (call.World.Gate)
        {
            var caller = call.World.Accounts.Recognize(user, password);
            var account = caller is null ? null : AccountInPath(context, call, caller);
            if (caller is null || account is null)
            {
                return false;
            }

            call.Caller = caller;
            call.Account = account;
            return true;
        }
    }

    // Where files are not protected, whoever knows the address may fetch them.
    private static bool TryAnonymous(HttpContext context, ApiCall call)
    {
        lock (call.World.Gate)
        {
            if (call.World.Accounts.Find(context.Request.Path.Value!.Split('/')[3]) is not { } account)
            {
                return false;
            }

            call.Caller = new(account, CallerKind.Token);
            call.Account = account;
            return true;
        }
    }

    private static Account? AccountInPath(HttpContext context, ApiCall call, Caller caller)
    {
        var segments = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments is not ["2010-04-01", "Accounts", var named, ..])
        {
            return caller.Account;
        }

        var sid = named.EndsWith(".json", StringComparison.Ordinal) ? named[..^5] : named;
        if (caller.Kind == CallerKind.Test)
        {
            return sid == caller.Account.TestSid ? caller.Account : null;
        }

        var account = call.World.Accounts.Find(sid);
        return account is not null && (account == caller.Account || account.OwnerSid == caller.Account.Sid) ? account : null;
    }

    private static (string User, string Password)? Credentials(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var buffer = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), buffer, out var length))
        {
            return null;
        }

        var pair = Encoding.UTF8.GetString(buffer, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : (pair[..colon], pair[(colon + 1)..]);
    }
}
