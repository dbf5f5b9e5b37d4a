using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace OrleansSms.Silo.Rest;

/// <summary>What the generated description cannot know: title and how to authenticate.</summary>
internal sealed class ApiDescription : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new() { Title = "OrleansSms", Version = "v1", Description = "Text your customers from your own programs. Times are UTC, numbers E.164, errors RFC 9457." };
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API token of a member; each call says which scope it needs." },
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
        return Task.CompletedTask;
    }
}
