using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Liaison.Storage.Secrets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.People;

/// <summary>The keys of programs.</summary>
public static class ApiKeyApi
{
    public static void MapApiKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/api-keys").WithTags("People");
        keys.MapGet("/", List).Says("listApiKeys", "Lists the keys of programs, without the keys themselves.").Needs(Permission.Administration);
        keys.MapPost("/", Create).Says("createApiKey", "Makes a key; the answer is the only place where it is ever shown.").Needs(Permission.Administration).WithMetadata(new AnswersWithSecret());
        keys.MapDelete("/{id}", Revoke).Says("revokeApiKey", "Revokes a key for good.").Needs(Permission.Administration);
    }

    private static async Task<Ok<Items<ApiKeyAnswer>>> List(Caller caller, ApiKeyStore store, CancellationToken cancel) =>
        TypedResults.Ok(new Items<ApiKeyAnswer>([.. (await store.List(caller.TenantId, cancel)).Select(k => ApiKeyAnswer.Of(k))]));

    private static async Task<Results<Created<ApiKeyAnswer>, ProblemHttpResult>> Create(NewApiKey wanted, Caller caller, ApiKeyStore store, CancellationToken cancel)
    {
        var problems = wanted.Scopes.Where(s => !Scope.All.Contains(s)).Select(s => new Problem("/scopes", "unknown-scope", $"There is no scope “{s}”. There are: {string.Join(", ", Scope.All)}.")).ToList();
        if (wanted.Scopes.Count == 0)
        {
            problems.Add(new Problem("/scopes", "required", "A key needs at least one scope."));
        }
        if (wanted.Name.Trim().Length is 0 or > 100)
        {
            problems.Add(new Problem("/name", "required", "A key needs a name of at most 100 characters."));
        }
        if (problems.Count > 0)
        {
            return ApiProblem.Invalid("invalid-api-key", "This key cannot be made.", problems);
        }
        return await store.Create(caller.TenantId, wanted.Name.Trim(), [.. wanted.Scopes.Distinct(StringComparer.Ordinal)], wanted.ConnectionId, caller.Actor, cancel) switch
        {
            Saved<(ApiKey Key, ApiKeyView View)>.Done(var made) => TypedResults.Created($"/api/v1/api-keys/{made.View.Id}", ApiKeyAnswer.Of(made.View, made.Key.Text)),
            var other => ApiProblem.Of(other, "connection"),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(Id<ApiKeyView> id, Caller caller, ApiKeyStore store, KeyRecall recall, CancellationToken cancel)
    {
        var saved = await store.Revoke(caller.TenantId, id, caller.Actor, cancel);
        recall.Forget();
        return saved is Saved<bool>.Done ? TypedResults.NoContent() : ApiProblem.Of(saved, "key");
    }
}

/// <param name="ConnectionId">The only connection that it may speak for; any if null.</param>
public sealed record NewApiKey(string Name, IReadOnlyList<string> Scopes, Id<Connection>? ConnectionId = null);

/// <param name="Hint">How it begins, to tell keys apart.</param>
/// <param name="Key">The key itself: only in the answer that makes it.</param>
public sealed record ApiKeyAnswer(
    Id<ApiKeyView> Id, string Name, IReadOnlyList<string> Scopes, Id<Connection>? ConnectionId, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt, string Hint,
    string? Key = null)
{
    public static ApiKeyAnswer Of(ApiKeyView view, string? key = null) =>
        new(view.Id, view.Name, view.Scopes, view.Connection, view.CreatedAt, view.LastUsedAt, view.RevokedAt, view.Hint + "…", key);

    public override string ToString() => $"key {Hint}";
}
