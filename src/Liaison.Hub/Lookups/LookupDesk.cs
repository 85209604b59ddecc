using System.Diagnostics;
using Liaison.Core.Connecting;
using Liaison.Core.Identification;
using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Liaison.Storage.Sessions;

namespace Liaison.Hub.Lookups;

/// <summary>The live road: finds whose record it is while somebody waits. Whatever goes wrong is an answer that says so; nothing is thrown at a call.</summary>
public sealed class LookupDesk(Setups setups, ConnectorPool pool, ConnectorCatalog connectors, RecordTypes recordTypes, EarlierSessions earlier, RecentAnswers recent, LiveRoad live, ShownFields shown, TimeProvider time, ILogger<LookupDesk> log)
{
    public async Task<LookupAnswer> Ask(Id<Tenant> tenant, LookupRequest request, CancellationToken cancel)
    {
        using var trace = Telemetry.Source.StartActivity("lookup");
        var name = "the connected system";
        return await live.Ask(request.Within, request.Connection.Value, async within =>
        {
            var setup = await setups.Of(tenant, within);
            if (!setup.Connections.TryGetValue(request.Connection.Value, out var connection))
            {
                return Nowhere("There is no such connection.");
            }
            name = $"“{connection.Name}”";
            var holds = ConversationRules.Of(setup, connection, connectors);
            var rules = RulesFor(holds.Identification, connection, request);
            var answer = await Ask(connection, rules, ReadsOf(ShownOf(setup, connection, holds), rules, request), request, within).WaitAsync(within);
            await Mark(connection, request.Subject, answer, within);
            return answer;
        }, why => Nowhere($"{name} {why}"), cancel);
    }

    private async Task<LookupAnswer> Ask(
        Connection connection, IdentificationRules rules, IReadOnlyDictionary<string, IReadOnlyList<string>> shown, LookupRequest request, CancellationToken cancel)
    {
        if (!connection.Enabled)
        {
            return Nowhere($"“{connection.Name}” is switched off.");
        }
        if (!connectors.Can<IFindRecords>(connection.Kind))
        {
            return Nowhere($"“{connection.Name}” cannot be searched for people.");
        }
        var (identifier, facts) = (new Identifier(rules), new Facts(request.Facts.GetValueOrDefault));
        var (search, remarks) = identifier.Search(facts, shown);
        if (search is null)
        {
            return new LookupAnswer(Identified.Nobody("Nothing is known that could be searched by.", remarks), null, LookupSource.Nowhere);
        }
        var question = $"{connection.Id.Value}/{connection.Version}/{Json.Write(search)}/{Json.Write(rules)}";
        using var lease = pool.Take(connection);
        if (request is { Fresh: not true, By: null } && rules.ReuseDays > 0 && await OfEarlier(connection, rules, search, request.Subject, cancel) is { } reused)
        {
            return Answer(lease.Connector, reused, LookupSource.EarlierSession);
        }
        if (request.Fresh != true && recent.Find(question) is { } known)
        {
            return Answer(lease.Connector, known, LookupSource.Recent);
        }
        switch (await ((IFindRecords)lease.Connector).Find(search, new Calls(), cancel))
        {
            case Outcome<IReadOnlyList<FoundRecord>>.Success(var found):
                var identified = identifier.Judge(facts, found, remarks);
                recent.Add(question, identified);
                return Answer(lease.Connector, identified, LookupSource.Live);
            case Outcome<IReadOnlyList<FoundRecord>>.Failure(var fault):
                return Nowhere($"“{connection.Name}” could not be searched: {fault.Detail}");
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The session that asked holds the person's record from now on, so that what is written after it goes there. An answer is an answer even if that cannot be kept.</summary>
    private async Task Mark(Connection connection, string? subject, LookupAnswer answer, CancellationToken cancel)
    {
        if (subject is null || answer.Identified.Chosen is not { } person || !IsPerson(connection, person.RecordType))
        {
            return;
        }
        try
        {
            await earlier.Mark(connection.Tenant, connection.Id, subject, ConversationPlanner.ReferenceOf(person.RecordType), person, time.GetUtcNow(), cancel).WaitAsync(cancel);
        }
        catch (Exception broke)
        {
            LookupLog.NotKept(log, broke, connection.Id.Value);
        }
    }

    /// <summary>The fields that agents and call flows are shown of each type.</summary>
    private Dictionary<string, IReadOnlyList<string>> ShownOf(TenantSetup setup, Connection connection, ConversationRules holds)
    {
        var reads = holds.Mappings.Where(m => m.InUse).GroupBy(m => m.RecordType, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, IReadOnlyList<string> (g) => [.. g.SelectMany(m => m.Shown ?? []).Distinct(StringComparer.Ordinal)], StringComparer.Ordinal);
        foreach (var type in setup.DynamicData.GetValueOrDefault(connection.Id.Value)?.TypesInUse() ?? [])
        {
            reads[type] = shown.Of(setup, connection, type) ?? [];
        }
        return reads;
    }

    private static Dictionary<string, IReadOnlyList<string>> ReadsOf(Dictionary<string, IReadOnlyList<string>> shown, IdentificationRules rules, LookupRequest request)
    {
        foreach (var type in request.Reads is { Count: > 0 } ? rules.Rules.Select(r => r.RecordType).Distinct(StringComparer.Ordinal) : [])
        {
            shown[type] = [.. shown.GetValueOrDefault(type, []).Concat(request.Reads!).Distinct(StringComparer.Ordinal)];
        }
        return shown;
    }

    private bool IsPerson(Connection connection, string recordType) => connectors.Find(connection.Kind)?.Conversations?.IsPerson(recordType) == true;

    /// <summary>The person's record as an earlier session knew it: nobody over there is asked.</summary>
    private async Task<Identified?> OfEarlier(Connection connection, IdentificationRules rules, RecordSearch search, string? subject, CancellationToken cancel)
    {
        string[] types = [.. rules.Rules.Where(r => r.Enabled && IsPerson(connection, r.RecordType)).Select(r => r.RecordType)];
        string[] Of(MatchKind kind) => [.. search.Criteria.Where(c => c.Kind == kind).Select(c => c.Value).Distinct(StringComparer.Ordinal)];
        var known = await earlier.Find(connection.Tenant, connection.Id, Of(MatchKind.Phone), Of(MatchKind.Email), types, time.GetUtcNow() - TimeSpan.FromDays(rules.ReuseDays), subject, cancel);
        return known is null ? null
            : Identified.Of(new FoundRecord(known.RecordType, known.Record, known.Customer ?? known.Record, new Dictionary<string, string>(StringComparer.Ordinal)),
                $"A session with the same person, begun {known.BeganAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, belongs to {known.RecordType} {known.Record}.");
    }

    private IdentificationRules RulesFor(IdentificationRules rules, Connection connection, LookupRequest request)
    {
        rules = request.ReuseDays is { } days ? rules with { ReuseDays = days } : rules;
        return request.By is not { } by ? rules
            : rules with { Rules = [new IdentificationRule(by.RecordType, true, [new IdentifyBy(by.Fact, KindOf(rules, connection, by), [by.Field])])] };
    }

    // Numbers and addresses have many spellings; anything else has one. Where the description does not tell, or is not there yet, the rules that compare the same field do.
    private MatchKind KindOf(IdentificationRules rules, Connection connection, LookupBy by) => recordTypes.Known(connection, by.RecordType)?.Fields.FirstOrDefault(f => f.Name == by.Field)?.Type switch
    {
        "phone" => MatchKind.Phone,
        "email" => MatchKind.Email,
        "autoNumber" => MatchKind.Code,
        _ => rules.Rules.Concat(connectors.Find(connection.Kind)?.Conversations?.Identification.Rules ?? []).Where(r => r.RecordType == by.RecordType).SelectMany(r => r.By)
            .FirstOrDefault(b => b.Fields.Contains(by.Field, StringComparer.Ordinal))?.Kind ?? MatchKind.Exact,
    };

    private static LookupAnswer Answer(object connector, Identified identified, LookupSource from) =>
        new(identified, identified.Chosen is { } record && connector is IRecordUrl urls ? urls.UrlOf(record.RecordType, record.Record) : null, from);

    private static LookupAnswer Nowhere(string why) => new(Identified.Nobody(why), null, LookupSource.Nowhere);
}
