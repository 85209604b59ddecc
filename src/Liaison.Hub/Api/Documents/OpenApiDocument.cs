using System.Text.Json.Nodes;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Liaison.Hub.Api.Documents;

/// <summary>The API's own description, OpenAPI 3.1.</summary>
internal static class OpenApiDocument
{
    public const string Path = "/api/openapi.json";

    public static IServiceCollection AddDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddSchemaTransformer(Ids);
        options.AddOperationTransformer(Errors);
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Liaison",
                Version = "v1",
                Description = "Everything that the screens can do. Errors are problem details with a stable `code`. Times are UTC. Lists are paged by key: send `next` as `after`.",
            };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                ["session"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = CredentialHandler.Cookie, Description = "From POST /api/v1/session. Changes also need the header X-Liaison: 1." },
                ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key: lia_…" },
            };
            return Task.CompletedTask;
        });
    });

    public static void MapDescription(this IEndpointRouteBuilder routes) => routes.MapOpenApi(Path).AllowAnonymous();

    /// <summary>Ids are prefixed strings.</summary>
    private static Task Ids(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>))
        {
            var prefix = type.GetGenericArguments()[0].GetProperty(nameof(IIdentified.Prefix))?.GetValue(null);
            schema.Type = JsonSchemaType.String;
            schema.Properties?.Clear();
            schema.Pattern = $"^{prefix}_[0-9a-z]{{26}}$";
        }
        return Task.CompletedTask;
    }

    /// <summary>What every operation may answer when it goes wrong, and what it asks of its caller.</summary>
    private static async Task Errors(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        const string Problem = nameof(ProblemAnswer);
        var document = context.Document!;
        if (document.Components?.Schemas?.ContainsKey(Problem) != true)
        {
            document.AddComponent(Problem, await context.GetOrCreateSchemaAsync(typeof(ProblemAnswer), null, cancel));
        }
        var problem = new OpenApiSchemaReference(Problem, document);
        var permission = metadata.OfType<Permission>().LastOrDefault();
        operation.Responses ??= [];
        foreach (var (status, meaning) in Statuses(operation, permission, metadata.OfType<IfMatchRequired>().Any()))
        {
            operation.Responses.TryAdd(status, new OpenApiResponse
            {
                Description = meaning,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/problem+json"] = new() { Schema = problem } },
            });
        }
        if (permission is not null)
        {
            operation.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
            operation.Extensions["x-needs"] = new JsonNodeExtension(new JsonObject
            {
                ["role"] = permission.Least?.ToString().ToLowerInvariant(),
                ["scopes"] = new JsonArray([.. permission.Scopes.Select(s => (JsonNode)s)]),
            });
        }
    }

    private static IEnumerable<(string Status, string Meaning)> Statuses(OpenApiOperation operation, Permission? permission, bool ifMatch)
    {
        yield return ("400", "The request could not be read.");
        if (permission is not null)
        {
            yield return ("401", "Nobody is signed in, and there is no valid key.");
            yield return ("403", "Known, but not allowed.");
        }
        if (operation.Parameters?.Any(p => p.In == ParameterLocation.Path) == true)
        {
            yield return ("404", "There is no such thing for this caller.");
        }
        if (operation.RequestBody is not null || ifMatch)
        {
            yield return ("409", "It does not fit with what is there.");
        }
        if (operation.RequestBody is not null)
        {
            yield return ("422", "Understood, but not right; `problems` lists everything.");
        }
        if (ifMatch)
        {
            yield return ("412", "Somebody changed it meanwhile.");
            yield return ("428", "If-Match is missing.");
        }
    }
}
