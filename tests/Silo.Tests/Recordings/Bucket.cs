using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace OrleansSms.Silo.Tests.Recordings;

/// <summary>A store that speaks as much S3 as keeping recordings needs: one bucket, one key, requests that are signed with it.</summary>
public sealed class Bucket : IAsyncLifetime
{
    public const string Name = "calls";
    public const string AccessKey = "AKTEST";
    public const string Region = "eu-test-1";

    private readonly WebApplication _app;

    public Bucket()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Map("/{bucket}/{**key}", Answer);
    }

    public string Address => _app.Urls.First();

    /// <summary>Their content types, by their keys.</summary>
    public ConcurrentDictionary<string, string?> Kept { get; } = [];

    /// <summary>Where reading began.</summary>
    public ConcurrentQueue<long> ReadFrom { get; } = [];

    private ConcurrentDictionary<string, byte[]> Objects { get; } = [];

    public async ValueTask InitializeAsync() => await _app.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> Answer(string bucket, string key, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        if (!IsSigned(request, body.ToArray()))
        {
            return Fault(StatusCodes.Status403Forbidden, "AccessDenied");
        }

        if (bucket != Name)
        {
            return Fault(StatusCodes.Status404NotFound, "NoSuchBucket");
        }

        switch (request.Method)
        {
            case "PUT":
                (Objects[key], Kept[key]) = (body.ToArray(), request.ContentType);
                return Results.Ok();
            case "DELETE":
                Objects.TryRemove(key, out _);
                return Results.NoContent();
            default:
                if (!Objects.TryGetValue(key, out var content))
                {
                    return Fault(StatusCodes.Status404NotFound, "NoSuchKey");
                }

                if (request.Method == "GET")
                {
                    ReadFrom.Enqueue(request.GetTypedHeaders().Range?.Ranges.Single().From ?? 0);
                }

                var etag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"");
                return Results.Bytes(content, Kept[key], enableRangeProcessing: true, entityTag: etag);
        }
    }

    /// <summary>Named key, day, region and service, the headers that matter among the signed ones, and the body the one that was meant.</summary>
    private static bool IsSigned(HttpRequest request, byte[] body)
    {
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith($"AWS4-HMAC-SHA256 Credential={AccessKey}/", StringComparison.Ordinal)
            && authorization.Contains($"/{Region}/s3/aws4_request", StringComparison.Ordinal)
            && authorization.Contains("SignedHeaders=", StringComparison.Ordinal) && authorization.Contains("x-amz-content-sha256", StringComparison.Ordinal)
            && authorization.Split("Signature=") is [_, { Length: 64 }]
            && request.Headers["x-amz-content-sha256"] == Convert.ToHexStringLower(SHA256.HashData(body));
    }

    private static IResult Fault(int status, string code) =>
        Results.Text($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>No.</Message></Error>", "application/xml", statusCode: status);
}
