using Liaison.Core.Connecting;
using Liaison.Core.DynamicData;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Lookups;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Liaison.Hub.Api.Lookups;

/// <summary>Which fields of a connected system's records agents see, and what they hold.</summary>
public static class DynamicDataApi
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void MapDynamicData(this IEndpointRouteBuilder routes)
    {
        var connection = routes.MapGroup("/connections/{id}").WithTags("Dynamic data");
        connection.MapGet("/dynamic-data", Get).Says("getDynamicData", "Tells which fields of a connection's records agents see.").Needs(Permission.DynamicDataRead);
        connection.MapPut("/dynamic-data", Put).Says("saveDynamicData", "Changes which fields of a connection's records agents see.").Needs(Permission.DynamicDataWrite).NeedsIfMatch();
        connection.MapGet("/records/{recordType}/{record}/shown", Shown).Says("getShownFields", "Reads of one record the fields that agents see; none when nothing is chosen for its type or the system does not answer in time.").Needs(Permission.Lookups);
    }

    private static async Task<Results<Ok<DynamicDataAnswer>, ProblemHttpResult>> Get(
        Id<Connection> id, Caller caller, ConnectionDocumentStore store, Setups setups, ConnectorCatalog catalog, CancellationToken cancel)
    {
        var setup = await setups.Of(caller.TenantId, cancel);
        if (!Shows(setup, id, catalog))
        {
            return ApiProblem.NotFound("connection that shows records");
        }
        var saved = await store.Find(caller.TenantId, id, DocumentKinds.DynamicData, cancel);
        return TypedResults.Ok(new DynamicDataAnswer(saved?.Document ?? DynamicDataPolicy.Nothing, setup.Desk.DynamicData, saved?.Version ?? 0));
    }

    private static async Task<Results<Ok<DynamicDataAnswer>, ProblemHttpResult>> Put(
        Id<Connection> id, DynamicDataPolicy wanted, [FromHeader(Name = "If-Match")] IfMatch? ifMatch, Caller caller, ConnectionDocumentStore store, Setups setups, ConnectorCatalog catalog,
        RecordTypes types, LiveRoad live, CancellationToken cancel)
    {
        var setup = await setups.Of(caller.TenantId, cancel);
        if (!Shows(setup, id, catalog))
        {
            return ApiProblem.NotFound("connection that shows records");
        }
        var connection = setup.Connections[id.Value];
        var names = wanted.Mappings.SelectMany(m => m.Records).Select(r => r.RecordType).Distinct(StringComparer.Ordinal).ToList();
        // A system that does not answer keeps nobody from saving: then only the number of fields in all is checked.
        var described = await live.Ask<IReadOnlyList<RecordType?>>(Patience, id.Value, async within =>
        {
            var all = new List<RecordType?>(names.Count);
            foreach (var name in names)
            {
                all.Add(await types.Of(connection, name, within));
            }
            return all;
        }, _ => [], cancel);
        if (DynamicDataCheck.Check(wanted, setup.Desk.DynamicData, name => described.FirstOrDefault(t => t?.Name == name)) is { Count: > 0 } problems)
        {
            return ApiProblem.Invalid("invalid-dynamic-data", "These choices could not work, so they were not saved.", [.. problems]);
        }
        return await store.Save(caller.TenantId, id, DocumentKinds.DynamicData, wanted, ifMatch!.Value.Version, caller.Actor, cancel) switch
        {
            Saved<int>.Done(var version) => TypedResults.Ok(new DynamicDataAnswer(wanted, setup.Desk.DynamicData, version)),
            var other => ApiProblem.Of(other, "connection"),
        };
    }

    private static async Task<Results<Ok<ShownRecordAnswer>, ProblemHttpResult>> Shown(
        Id<Connection> id, string recordType, string record, Caller caller, Setups setups, ConnectorCatalog catalog, ConnectorPool pool, RecordTypes types, ShownFields shown, LiveRoad live, CancellationToken cancel)
    {
        var setup = await setups.Of(caller.TenantId, cancel);
        if (!setup.Connections.TryGetValue(id.Value, out var connection))
        {
            return ApiProblem.NotFound("connection");
        }
        if (!connection.Enabled || !catalog.Can<IReadRecords>(connection.Kind) || shown.Of(setup, connection, recordType) is not { Count: > 0 })
        {
            return TypedResults.Ok(new ShownRecordAnswer([]));
        }
        return TypedResults.Ok(await live.Ask(Patience, id.Value, async within =>
        {
            var type = await types.Of(connection, recordType, within);
            var fields = shown.Of(setup, connection, recordType) ?? [];
            using var lease = pool.Take(connection);
            return (await ((IReadRecords)lease.Connector).Read(recordType, record, new Calls(), within)).Match(
                read => new ShownRecordAnswer([.. fields.Where(f => read.Values.GetValueOrDefault(f) is { Length: > 0 }).Select(f => new ShownValue(f, type?.Fields.FirstOrDefault(d => d.Name == f)?.Label ?? f, read.Values[f]))]),
                fault => new ShownRecordAnswer([], fault.Detail));
        }, why => new ShownRecordAnswer([], $"“{connection.Name}” {why}"), cancel));
    }

    private static bool Shows(TenantSetup setup, Id<Connection> id, ConnectorCatalog catalog) =>
        setup.Connections.TryGetValue(id.Value, out var connection) && (catalog.Can<IFindRecords>(connection.Kind) || catalog.Can<IReadRecords>(connection.Kind));
}

/// <param name="Everyones">The limits that hold where the connection has none of its own.</param>
public sealed record DynamicDataAnswer(DynamicDataPolicy Policy, DynamicDataLimits Everyones, int Version) : IVersioned;

/// <param name="Why">Why there is nothing, if something went wrong.</param>
public sealed record ShownRecordAnswer(IReadOnlyList<ShownValue> Items, string? Why = null);

public sealed record ShownValue(string Field, string Label, string Value);
