using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Cases;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Lookups;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Liaison.Storage.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Contacts;

/// <summary>Records that agents create of a session by hand: their forms, and creating them.</summary>
public static class RecordFormApi
{
    private const int MostValues = 200;
    private const int LongestValue = 131_072;

    public static void MapRecordForms(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/sessions/{id}").WithTags("Sessions");
        session.MapGet("/record-forms", List).Says("listRecordForms", "Gives the forms of the records that can be created of a session by hand, filled in by the mappings; of all connections unless one is named.").Needs(Permission.SessionsWrite);
        session.MapPost("/records", Create).Says("createSessionRecord", "Creates a record of a session by hand. It is stored durably when the answer comes, and delivered even if the other system is away; what goes by itself later lands on the same record, and leaves what was typed.")
            .Needs(Permission.SessionsWrite);
    }

    private static async Task<Results<Ok<Items<RecordFormAnswer>>, ProblemHttpResult>> List(
        Id<Session> id, string? connectionId, Caller caller, HttpRequest request, SessionStore sessions, Setups setups, ConnectorCatalog catalog, RecordForms forms, PublicAddress address, CancellationToken cancel)
    {
        if (await sessions.Find(caller.TenantId, id, cancel) is not { } session)
        {
            return ApiProblem.NotFound("session");
        }
        var setup = await setups.Of(caller.TenantId, cancel);
        var chosen = setup.Connections.Values.Where(c => c.Enabled && (string.IsNullOrEmpty(connectionId) || c.Id.Value == connectionId) && ConversationRules.Of(setup, c, catalog).Vocabulary is not null).ToList();
        if (chosen.Count == 0 && !string.IsNullOrEmpty(connectionId))
        {
            return ApiProblem.NotFound("connection that takes conversations");
        }
        var all = await Task.WhenAll(chosen.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => forms.Of(setup, c, session, address.Of(request), cancel)));
        return TypedResults.Ok(new Items<RecordFormAnswer>([.. all.SelectMany(f => f)]));
    }

    private static async Task<Results<Accepted<RecordAsked>, ProblemHttpResult>> Create(
        Id<Session> id, NewRecord wanted, Caller caller, HttpRequest request, SessionStore sessions, Setups setups, ConnectorCatalog catalog, RecordTypes types, RecordDesk desk, PublicAddress address, CancellationToken cancel)
    {
        if (await sessions.Find(caller.TenantId, id, cancel) is not { } session)
        {
            return ApiProblem.NotFound("session");
        }
        if (!ContactView.MayChange(session, caller))
        {
            return ContactApi.NotYours();
        }
        var setup = await setups.Of(caller.TenantId, cancel);
        if (!setup.Connections.TryGetValue(wanted.ConnectionId.Value, out var connection) || ConversationRules.Of(setup, connection, catalog) is not { Vocabulary: { } vocabulary } rules)
        {
            return ApiProblem.NotFound("connection that takes conversations");
        }
        var hub = address.Of(request);
        var problems = !connection.Enabled ? [new Problem("/connectionId", "switched-off", $"“{connection.Name}” is switched off.")]
            : !RecordForm.TypesOf(vocabulary).Contains(wanted.RecordType) ? [new Problem("/recordType", "unknown-record-type", $"There are {string.Join(", ", RecordForm.TypesOf(vocabulary))}.")]
            : Check(wanted, types.Known(connection, wanted.RecordType), RecordForm.Of(wanted.RecordType, types.Known(connection, wanted.RecordType),
                rules.RowsOf(wanted.RecordType, session.Channel), rules.FactsOf(session, RecordDesk.FactsOf(session, hub)), vocabulary.IsPerson(wanted.RecordType)));
        if (problems.Count > 0)
        {
            return ApiProblem.Invalid("invalid-record", "Nothing was created.", problems);
        }
        var another = wanted.Another || (wanted.Person == false && vocabulary.IsPerson(wanted.RecordType));
        var owner = caller is PersonCaller person ? person.User.Email : null;
        var delivery = await desk.Create(setup, connection, session, wanted.RecordType, wanted.Values ?? new Dictionary<string, string>(), another, owner, caller.Actor, hub, cancel);
        return TypedResults.Accepted((string?)null, new RecordAsked(delivery));
    }

    private static IReadOnlyList<Problem> Check(NewRecord wanted, RecordType? type, RecordForm form)
    {
        if (wanted.Values is { Count: > MostValues })
        {
            return [new Problem("/values", "too-many", $"A record takes {MostValues} values at most.")];
        }
        var fields = type?.Fields.ToDictionary(f => f.Name, StringComparer.Ordinal);
        var problems = new List<Problem>();
        foreach (var (name, value) in wanted.Values ?? new Dictionary<string, string>())
        {
            var field = fields?.GetValueOrDefault(name);
            if (value is null || (fields is not null && field is not { Creatable: true }))
            {
                problems.Add(new Problem($"/values/{name}", value is null ? "required" : "unknown-field", value is null ? "A value is a text." : $"{type!.Label} has no field {name} that can be set."));
            }
            else if (value.Length > (field?.MaxLength ?? LongestValue))
            {
                problems.Add(new Problem($"/values/{name}", "too-long", $"{field?.Label ?? name} takes {field?.MaxLength ?? LongestValue:N0} characters; these are {value.Length:N0}."));
            }
        }
        problems.AddRange(form.Fields.Where(f => f.Required && string.IsNullOrWhiteSpace(wanted.Values?.GetValueOrDefault(f.Name) ?? f.Value)).Select(f => new Problem($"/values/{f.Name}", "required", $"{f.Label} is needed.")));
        return problems;
    }
}

/// <summary>A form of a record; send its values back as <c>values</c>, by field name.</summary>
/// <param name="Person">Whether it is the record of a person.</param>
public sealed record RecordFormAnswer(Id<Connection> ConnectionId, string ConnectionName, string RecordType, string Label, bool Person, IReadOnlyList<RecordFieldAnswer> Fields);

/// <param name="Type">text, longText, number, boolean, dateTime, date, code, phone, email, url or record. A long text that is left empty is filled by the mapping when the record is written.</param>
/// <param name="Length">Most characters; left out where there is no bound.</param>
/// <param name="Choices">Its values, where only some will do.</param>
/// <param name="Value">What the mapping gives.</param>
public sealed record RecordFieldAnswer(string Name, string Label, string Type, bool Required, int? Length, IReadOnlyList<FieldChoice>? Choices, string? Value);

public sealed record FieldChoice(string Value, string Label);

/// <param name="Values">By field name. A field that is left out takes what the mapping gives; an empty text leaves it empty.</param>
/// <param name="Person">For the record of a person: whether the session is with them from now on. True unless told.</param>
/// <param name="Another">Whether to create one more of the type, though the session has one already.</param>
public sealed record NewRecord(Id<Connection> ConnectionId, string RecordType, IReadOnlyDictionary<string, string>? Values = null, bool? Person = null, bool Another = false);

public sealed record RecordAsked(Id<Delivery> DeliveryId);
