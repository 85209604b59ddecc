using Liaison.Core.Connecting;
using Liaison.Core.Flows;
using Liaison.Core.Identification;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Cases;
using Liaison.Hub.Connecting;
using Liaison.Hub.Lookups;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;

namespace Liaison.Hub.Flows;

/// <summary>What flows ask of connected systems, by the same desks that answer everybody on the live road.</summary>
public sealed class FlowLookups(Setups setups, LookupDesk lookups, QueryDesk queries, ConnectorPool pool, ConnectorCatalog connectors, RecordUrls urls, ShownFields shown, TimeProvider time)
{
    /// <param name="subject">The session whose records these are; null for none.</param>
    public FlowSystems For(TenantSetup setup, string? subject) => new(
        (question, cancel) => FindPerson(setup, subject, question, cancel),
        (question, cancel) => FindRecords(setup.Tenant, question, cancel),
        (connection, found) => urls.Of(setup.Connections.GetValueOrDefault(connection.Value), found.RecordType, found.Record));

    public async Task<FlowSurroundings> Surroundings(Id<Tenant> tenant, CancellationToken cancel) =>
        new((await setups.Of(tenant, cancel)).Connections.Values.ToDictionary(
            c => c.Id.Value, c => new KnownConnection(c.Id.Value, c.Name, c.Kind, c.Enabled, connectors.Can<IFindRecords>(c.Kind), connectors.Can<IRunQuery>(c.Kind)), StringComparer.Ordinal));

    private async Task<PersonAnswer> FindPerson(TenantSetup setup, string? subject, PersonQuestion question, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(question.Within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        var answer = await lookups.Ask(setup.Tenant, new LookupRequest(
            question.Connection, question.Facts, question.Key is { } key ? new LookupBy(key.Fact, key.RecordType, key.Field) : null, subject, question.Fresh, question.Within, question.Reads, question.ReuseDays), cancel);
        IReadOnlyList<string>? Shown(string recordType) => setup.Connections.TryGetValue(question.Connection.Value, out var connection) ? shown.Of(setup, connection, recordType) : null;
        var wanted = question.Reads.Count > 0 || (answer.Identified.Chosen is { } person && Shown(person.RecordType) is { Count: > 0 });
        var identified = answer.From == LookupSource.EarlierSession && wanted ? await WithValues(setup, question, answer.Identified, either.Token) : answer.Identified;
        return new PersonAnswer(identified, char.ToLowerInvariant(answer.From.ToString()[0]) + answer.From.ToString()[1..], Shown);
    }

    /// <summary>A record that is known from an earlier session comes without its fields; they are read by its id, which costs less than a search. Without them it is the right record all the same.</summary>
    private async Task<Identified> WithValues(TenantSetup setup, PersonQuestion question, Identified identified, CancellationToken cancel)
    {
        if (identified.Chosen is not { } known || !setup.Connections.TryGetValue(question.Connection.Value, out var connection) || !connectors.Can<IReadRecords>(connection.Kind))
        {
            return identified;
        }
        try
        {
            using var lease = pool.Take(connection);
            return await ((IReadRecords)lease.Connector).Read(known.RecordType, known.Record, new Calls(), cancel).WaitAsync(cancel) is Outcome<RecordValues>.Success(var read)
                ? identified with { Chosen = known with { Values = read.Values.Where(v => v.Value is { Length: > 0 }).ToDictionary(v => v.Key, v => v.Value!, StringComparer.Ordinal) } } : identified;
        }
        catch (Exception broke) when (broke is OperationCanceledException or InvalidOperationException)
        {
            return identified with { Why = $"{identified.Why} Its fields could not be read in time." };
        }
    }

    private async Task<RecordsAnswer> FindRecords(Id<Tenant> tenant, RecordsQuestion question, CancellationToken cancel)
    {
        var result = await queries.Run(tenant, question.Connection, question.Query, question.Facts, question.All ? TakeResults.All : TakeResults.First, question.Within, cancel);
        return new RecordsAnswer(result.Path switch { QueryPath.Single => RecordsFound.Single, QueryPath.Multiple => RecordsFound.Multiple, _ => RecordsFound.None }, result.Values, result.Records, result.Why);
    }
}
