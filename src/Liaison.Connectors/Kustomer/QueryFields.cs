using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>The fields that queries may name: those to read, by the names that records show them under, and those to compare, by what searches call them.</summary>
internal sealed class QueryFields(KustomerSchema schema)
{
    /// <summary>What every record shows and nobody writes.</summary>
    private static readonly (string Name, string Label, string Type)[] Shown = [("createdAt", "Created", "dateTime"), ("updatedAt", "Updated", "dateTime"), ("externalId", "External id", "text")];

    private static readonly Dictionary<string, (string Name, string Label, string Type)[]> ShownOf = new(StringComparer.Ordinal)
    {
        [Resource.Customer] = [("displayName", "Shown name", "text"), ("lastActivityAt", "Last activity", "dateTime"), ("lastSeenAt", "Last seen", "dateTime"), ("conversationCounts.open", "Open conversations", "number"), ("conversationCounts.done", "Done conversations", "number"), ("conversationCounts.all", "Conversations", "number")],
        [Resource.Conversation] = [("channels", "Channels", "text"), ("assignedUsers", "Assigned users", "record"), ("assignedTeams", "Assigned teams", "record"), ("messageCount", "Messages", "number"), ("noteCount", "Notes", "number"), ("lastActivityAt", "Last activity", "dateTime")],
    };

    /// <param name="path">A relation: <c>customer</c>, <c>company</c>; null for the record's own fields.</param>
    public async Task<Outcome<IReadOnlyList<QueryField>>> List(string recordType, string? path, Calls calls, CancellationToken cancel)
    {
        if (Resource.Of(recordType) is not { } resource)
        {
            return TogetherWriter.NoSuchType(recordType);
        }
        var (about, before) = (resource, "");
        if (path is { Length: > 0 })
        {
            if (!RelationsOf(resource).Contains(path))
            {
                return NoField(resource, path);
            }
            (about, before) = (Resource.Of(path)!, path + ".");
        }
        if ((await schema.AttributesOf(about, fresh: false, calls, cancel)).Failed(out var fault, out var own) && fault is not null)
        {
            return fault;
        }
        return Fixed(about).Select(one => new QueryField(before + one.Name, one.Label, one.Type, Standard(about, one.Name) is not null, path is null && RelationsOf(resource).Contains(one.Name) ? one.Name : null))
            .Concat((own ?? []).Select(one => new QueryField($"{before}{CustomAttribute.Prefix}{one.Name}", one.Label, CustomAttribute.TypeOf(CustomAttribute.SuffixOf(one.Name)!), Filterable: true))).ToList();
    }

    /// <summary>The fault for a field that records of this type do not show; null when they do.</summary>
    public async Task<Fault?> Unknown(Resource resource, string field, Calls calls, CancellationToken cancel)
    {
        var (about, name) = Led(resource, field);
        if (Fixed(about).Any(one => one.Name == name))
        {
            return null;
        }
        return name.StartsWith(CustomAttribute.Prefix, StringComparison.Ordinal) ? await UnknownAttribute(about.Type, name[CustomAttribute.Prefix.Length..], field, calls, cancel) : NoField(resource, field);
    }

    /// <summary>What searches call a field: <c>customer.emails</c> of a conversation is <c>customer_email</c>. Their own names are understood too.</summary>
    public async Task<Outcome<SearchAttribute>> Compared(Resource resource, string field, Calls calls, CancellationToken cancel)
    {
        var (about, name) = Led(resource, field);
        if (name.StartsWith(CustomAttribute.Prefix, StringComparison.Ordinal))
        {
            return await Named(about.Searched(name), calls, cancel);
        }
        if (Standard(about, name) is { } known)
        {
            return known;
        }
        if (Fixed(about).Any(one => one.Name == name))
        {
            return new Fault(FaultKind.Validation, $"{field} cannot stand in a condition: Kustomer does not search in it.", field);
        }
        return SearchAttribute.Standard(field) is not null || SearchAttribute.Parts(field) is not null ? await Named(field, calls, cancel) : NoField(resource, field);
    }

    /// <summary>The attribute of this name, as searches call it.</summary>
    public async Task<Outcome<SearchAttribute>> Named(string name, Calls calls, CancellationToken cancel)
    {
        if (SearchAttribute.Standard(name) is { } known)
        {
            return known;
        }
        if (SearchAttribute.Parts(name) is not var (type, own))
        {
            var like = SearchAttribute.Like(name);
            return new Fault(FaultKind.SchemaDrift, $"Kustomer's searches know no attribute {name}. {(like.Count > 0 ? $"There are {string.Join(", ", like)}, and custom ones" : "Attributes are named as customer_email, conversation_status, kobject_title, and custom ones")} as customer_custom_nameStr.", name);
        }
        if (SearchAttribute.OfCustom(name) is not { } custom)
        {
            return new Fault(FaultKind.SchemaDrift, $"{name} is no custom attribute: the last word of a custom attribute's name says its type (Str, Txt, Num, At, Bool, Url, Id, Tree).", name);
        }
        // Messages and notes are no records of ours: what their attributes are called is for Kustomer to judge.
        return Resource.Of(type) is null || await UnknownAttribute(type, own, name, calls, cancel) is not { } fault ? custom : fault;
    }

    /// <summary>What a record belongs to, one step away.</summary>
    public static IReadOnlyList<string> RelationsOf(Resource resource) => resource.Type switch { Resource.Customer => [Resource.Company], Resource.Conversation => [Resource.Customer], Resource.Company => [], _ => [Resource.Customer, Resource.Company] };

    private static (Resource About, string Name) Led(Resource resource, string field) =>
        RelationsOf(resource).FirstOrDefault(relation => field.StartsWith(relation + ".", StringComparison.Ordinal)) is { } relation ? (Resource.Of(relation)!, field[(relation.Length + 1)..]) : (resource, field);

    private static IEnumerable<(string Name, string Label, string Type)> Fixed(Resource resource) => resource.Standard.Where(field => !field.Name.StartsWith("message.", StringComparison.Ordinal) && field.Name != "note")
        .Select(field => (field.Name, field.Label, field.Type)).Concat(ShownOf.GetValueOrDefault(resource.Type) ?? []).Concat(Shown).DistinctBy(field => field.Name);

    private static SearchAttribute? Standard(Resource resource, string name) => SearchAttribute.Standard((resource.Type, name) switch
    {
        (Resource.Conversation, "customer") => "conversation_customer_id",
        _ => resource.Searched(name),
    });

    private async Task<Fault?> UnknownAttribute(string type, string attribute, string said, Calls calls, CancellationToken cancel)
    {
        foreach (var fresh in (bool[])[false, true])
        {
            if ((await schema.AttributesOf(Resource.Of(type)!, fresh, calls, cancel)).Failed(out var fault, out var own) && fault is not null)
            {
                return fault;
            }
            // A key that may not see descriptions leaves it to Kustomer.
            if (own is null || own.Any(one => one.Name == attribute))
            {
                return null;
            }
        }
        return new Fault(FaultKind.SchemaDrift, $"Kustomer has no custom attribute {attribute} of {type}.", said);
    }

    private static Fault NoField(Resource resource, string field) => new(FaultKind.SchemaDrift, $"Kustomer's {resource.Type} has no field “{field}”.", field);
}
