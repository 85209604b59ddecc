using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Connecting;
using Liaison.Storage.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Liaison.Hub.Api.Connections;

/// <summary>The connections of a tenant: made, set up, tried, let go on.</summary>
public static class ConnectionApi
{
    public static void MapConnections(this IEndpointRouteBuilder routes)
    {
        var connections = routes.MapGroup("/connections").WithTags("Connections");
        connections.MapGet("/", List).Says("listConnections", "Lists the connections with how their deliveries stand.").Needs(Permission.ConfigurationRead);
        connections.MapPost("/", Create).Says("createConnection", "Makes a connection, switched off, with its kind's default settings.").Needs(Permission.ConfigurationWrite);
        connections.MapGet("/{id}", Get).Says("getConnection", "Gives one connection.").Needs(Permission.ConfigurationRead);
        connections.MapPut("/{id}", Save).Says("saveConnection", "Saves a connection's settings; if it is switched on, only after they worked on the real system.")
            .Needs(Permission.ConfigurationWrite).NeedsIfMatch();
        connections.MapDelete("/{id}", Delete).Says("deleteConnection", "Deletes a connection whose deliveries have all ended.").Needs(Permission.ConfigurationWrite).NeedsIfMatch();
        connections.MapPost("/{id}/test", Test).Says("testConnection", "Tries settings on the real system without saving anything.").Needs(Permission.ConfigurationWrite);
        connections.MapPost("/{id}/resume", Resume).Says("resumeConnection", "Lets a parked connection go on.").Needs(Permission.DeliveriesWrite);
    }

    private static async Task<Ok<Items<ConnectionAnswer>>> List(Caller caller, ConnectionStore store, ConnectorCatalog connectors, CancellationToken cancel) =>
        TypedResults.Ok(new Items<ConnectionAnswer>([.. (await store.List(caller.TenantId, cancel)).Select(view => Answer(view, connectors))]));

    private static async Task<Results<Created<ConnectionAnswer>, ProblemHttpResult>> Create(
        NewConnection wanted, Caller caller, ConnectionStore store, ConnectorCatalog connectors, CancellationToken cancel)
    {
        if (connectors.Find(wanted.Kind) is not { } declaration)
        {
            return ApiProblem.Invalid("invalid-connection", "This connection cannot be made.", new Problem("/kind", "connector-not-available", $"There is no connector “{wanted.Kind}” on this hub."));
        }
        if (NameProblem(wanted.Name) is { } problem)
        {
            return ApiProblem.Invalid("invalid-connection", "This connection cannot be made.", problem);
        }
        return await store.Create(caller.TenantId, wanted.Kind, wanted.Name.Trim(), SettingsCheck.Defaults(declaration), caller.Actor, cancel) switch
        {
            Saved<Id<Connection>>.Done(var id) => TypedResults.Created($"/api/v1/connections/{id}", Answer((await store.Find(caller.TenantId, id, cancel))!, connectors)),
            var other => ApiProblem.Of(other, "connection"),
        };
    }

    private static async Task<Results<Ok<ConnectionAnswer>, ProblemHttpResult>> Get(
        Id<Connection> id, Caller caller, ConnectionStore store, ConnectorCatalog connectors, CancellationToken cancel) =>
        await store.Find(caller.TenantId, id, cancel) is { } view ? TypedResults.Ok(Answer(view, connectors)) : ApiProblem.NotFound("connection");

    private static async Task<Results<Ok<ConnectionAnswer>, ProblemHttpResult>> Save(
        Id<Connection> id, ConnectionChange change, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, ConnectionStore store, ConnectorCatalog connectors, Trial trial,
        ILogger<ConnectionAnswer> log, Language language, CancellationToken cancel)
    {
        if (await store.Open(caller.TenantId, id, cancel) is not { } stored)
        {
            return ApiProblem.NotFound("connection");
        }
        if (stored.Version != ifMatch!.Value.Version)
        {
            return ApiProblem.Stale(stored.Version);
        }
        if (connectors.Find(stored.Kind) is not { } declaration)
        {
            return ApiProblem.Of(409, "connector-not-available", $"This hub does not offer the connector “{stored.Kind}” any more.");
        }
        var check = SettingsCheck.Of(declaration, change.Settings, stored.Settings, change.Enabled, language);
        if (check.Problems.Count > 0 || NameProblem(change.Name) is not null)
        {
            Problem[] name = NameProblem(change.Name) is { } wrong ? [wrong] : [];
            return ApiProblem.Invalid("invalid-settings", "Some settings are not right; nothing was saved.", [.. name, .. check.Problems]);
        }
        // Settings come before access: nobody can grant it to an app that is not entered yet.
        if (change.Enabled && await trial.Run(declaration, id, check.Settings!, cancel) is Outcome<TestReport>.Failure(var fault) && fault.Code != GrantFaults.NobodyConnected)
        {
            ApiLog.ConnectionRefused(log, id.Value, fault.Kind.ToString());
            return ApiProblem.Of(422, "connection-test-failed", $"The settings did not work, so nothing was saved. {fault.Detail}", fault: fault);
        }
        var saved = await store.Save(caller.TenantId, id, stored.Version, new ConnectionContent(change.Name.Trim(), change.Enabled, check.Document, check.Secrets), caller.Actor, cancel);
        if (saved is not Saved<int>.Done(var version))
        {
            return ApiProblem.Of(saved, "connection");
        }
        ApiLog.ConnectionSaved(log, id.Value, version, change.Enabled);
        return TypedResults.Ok(Answer((await store.Find(caller.TenantId, id, cancel))!, connectors));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        Id<Connection> id, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, ConnectionStore store, GrantStore grants, CancellationToken cancel) =>
        // Tokens that are only forgotten here would go on working over there.
        await grants.Find(id, cancel) is { Grant: not null, Ended: null } granted && granted.Tenant == caller.TenantId
            ? ApiProblem.Of(409, "still-connected", "This connection still has access to the other system. Disconnect it first, then delete it.")
        : await store.Delete(caller.TenantId, id, ifMatch!.Value.Version, caller.Actor, cancel) switch
        {
            Saved<bool>.Done => TypedResults.NoContent(),
            var other => ApiProblem.Of(other, "connection"),
        };

    private static async Task<Results<Ok<TestAnswer>, ProblemHttpResult>> Test(
        Id<Connection> id, TestRequest? request, Caller caller, ConnectionStore store, ConnectorCatalog connectors, Trial trial, Language language, CancellationToken cancel)
    {
        if (await store.Open(caller.TenantId, id, cancel) is not { } stored)
        {
            return ApiProblem.NotFound("connection");
        }
        if (connectors.Find(stored.Kind) is not { } declaration)
        {
            return ApiProblem.Of(409, "connector-not-available", $"This hub does not offer the connector “{stored.Kind}” any more.");
        }
        var check = SettingsCheck.Of(declaration, request?.Settings ?? JsonNode.Parse(stored.Settings)!.AsObject(), stored.Settings, complete: true, language);
        if (check.Problems.Count > 0)
        {
            return ApiProblem.Invalid("invalid-settings", "Some settings are not right; nothing was tried.", check.Problems);
        }
        return await trial.Run(declaration, id, check.Settings!, cancel) switch
        {
            Outcome<TestReport>.Success(var report) => TypedResults.Ok(new TestAnswer(true, report.Summary, report.Details)),
            Outcome<TestReport>.Failure(var fault) => ApiProblem.Of(422, "connection-test-failed", fault.Detail, fault: fault),
            _ => throw new InvalidOperationException("An outcome is one of two."),
        };
    }

    private static async Task<Results<Ok<ConnectionAnswer>, ProblemHttpResult>> Resume(
        Id<Connection> id, Caller caller, ConnectionStore store, ConnectorCatalog connectors, CancellationToken cancel) =>
        await store.Resume(caller.TenantId, id, caller.Actor, cancel) is Saved<bool>.Done
            ? TypedResults.Ok(Answer((await store.Find(caller.TenantId, id, cancel))!, connectors))
            : ApiProblem.NotFound("connection");

    private static ConnectionAnswer Answer(ConnectionView view, ConnectorCatalog connectors) =>
        ConnectionAnswer.Of(view, connectors.Find(view.Kind) is { } declaration ? SettingsForm.SecretsOf(declaration.Settings) : []);

    private static Problem? NameProblem(string name) => name.Trim().Length is > 0 and <= 100 ? null : new Problem("/name", "required", "A connection needs a name of at most 100 characters.");
}
