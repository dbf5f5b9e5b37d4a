using System.Globalization;

namespace OrleansSms.TwilioSimulator.Protocol;

/// <summary>Which part of a list is asked for.</summary>
internal sealed record Paging(int Size, int Page, string? Token)
{
    public static ApiError? Read(WireForm query, out Paging paging)
    {
        paging = new(50, 0, query.Given("PageToken"));
        if (query.Given("PageSize") is { } size)
        {
            if (!int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) || parsed is < 1 or > 1000)
            {
                return ApiError.Invalid(20007, "Page size must be between 1 and 1000");
            }

            paging = paging with { Size = parsed };
        }

        if (query.Given("Page") is { } page)
        {
            if (!int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) || parsed > 1_000_000)
            {
                return ApiError.Invalid(20422, "Page must be a number from 0");
            }

            paging = paging with { Page = parsed };
        }

        return null;
    }

    /// <summary>The same question for another page; <paramref name="token"/> null means the first.</summary>
    public static string Link(string path, WireForm query, int size, int page, string? token)
    {
        var kept = query.Fields.Where(field => field.Key is not ("Page" or "PageToken" or "PageSize"));
        var fields = kept
            .Append(new("PageSize", Wire.Number(size)))
            .Append(new("Page", Wire.Number(page)));
        return $"{path}?{WireForm.Write(token is null ? fields : fields.Append(new("PageToken", token)))}";
    }
}
