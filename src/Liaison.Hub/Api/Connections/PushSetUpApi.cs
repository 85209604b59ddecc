using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Cases;
using Liaison.Hub.Api.People;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Connecting;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Connections;

/// <summary>What an administrator copies into the other system so that its changes come here.</summary>
public static class PushSetUpApi
{
    private const string PlaceOfKey = "YOUR-API-KEY";

    public static void MapPushSetUp(this IEndpointRouteBuilder routes) => routes.MapGet("/connections/{id}/incoming", Get).WithTags("Connections")
        .Says("getIncomingSetUp", "Tells where the other system is to push its changes, with which header and keys, and when it last did.").Needs(Permission.ConfigurationRead);

    private static async Task<Results<Ok<IncomingAnswer>, ProblemHttpResult>> Get(
        Id<Connection> id, HttpRequest request, Caller caller, ConnectionStore connections, ApiKeyStore keys, ConnectorCatalog catalog, PublicAddress address, CancellationToken cancel)
    {
        if (await connections.Find(caller.TenantId, id, cancel) is not { } connection || catalog.Find(connection.Kind)?.Pushes is not { } pushes)
        {
            return ApiProblem.NotFound("connection");
        }
        var path = $"/integration/{connection.Kind}/{pushes.Channel}";
        // A key that may speak for any connection works here too.
        var fitting = (await keys.List(caller.TenantId, cancel)).Where(key => key.Scopes.Contains(Scope.Integration) && (key.Connection is null || key.Connection == id));
        var number = pushes.NumberSetting is { } setting && connection.Settings[setting]?.ToString() is { Length: > 0 } given ? given : null;
        return TypedResults.Ok(new IncomingAnswer(
            $"{address.Of(request)}{path}?key={PlaceOfKey}", path, pushes.Header, [.. fitting.Select(key => ApiKeyAnswer.Of(key))], number, connection.LastReceivedAt));
    }
}

/// <param name="Url">With a place where the key belongs.</param>
/// <param name="Header">The HTTP header that the other system is to send.</param>
/// <param name="Keys">The keys that it may come in with; the keys themselves are not told.</param>
/// <param name="ExternalSystemNumber">How the other system knows this hub; null until it is set.</param>
/// <param name="LastReceivedAt">When it last pushed something; null before.</param>
public sealed record IncomingAnswer(
    string Url, string Path, string Header, IReadOnlyList<ApiKeyAnswer> Keys, string? ExternalSystemNumber, DateTimeOffset? LastReceivedAt);
