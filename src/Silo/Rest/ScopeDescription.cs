using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansSms.Silo.Accounts;

namespace OrleansSms.Silo.Rest;

/// <summary>Each call tells what a token needs for it.</summary>
internal sealed class ScopeDescription : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredScope>().LastOrDefault() is { } required)
        {
            operation.Description = $"{operation.Description} A token needs the scope “{required.Word}”.".TrimStart();
        }

        return Task.CompletedTask;
    }
}
