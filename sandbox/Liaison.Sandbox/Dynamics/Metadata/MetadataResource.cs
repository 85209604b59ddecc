using System.Text.Json.Nodes;
using Liaison.Sandbox.Dynamics.Api;

namespace Liaison.Sandbox.Dynamics.Metadata;

/// <summary>Descriptions of tables, columns and relationships below <c>EntityDefinitions</c>.</summary>
public static class MetadataResource
{
    private const string Cast = "Microsoft.Dynamics.CRM.";

    public static ApiAnswer Answer(ApiCall call)
    {
        var path = call.Request.Path;
        if (path[0].Key is not { } key)
        {
            return path.Count == 1 ? List(call, "EntityDefinitions", call.Schema.Tables.Select(table => Definition.Of(table))) : throw ODataException.NoSegment(path[1].Name);
        }

        var table = Find(call.Schema, key);
        return path switch
        {
            [_] => ApiAnswer.Ok(Only(call, Definition.Of(table), call.Base + "$metadata#EntityDefinitions/$entity")),
            [_, { Name: "Attributes", Key: null }] => List(call, "Attributes", Attributes(table, null)),
            [_, { Name: "Attributes", Key: null }, var cast] => List(call, "Attributes", Attributes(table, cast.Name)),
            [_, { Name: "Attributes", Key: { } name }, ..] => ApiAnswer.Ok(Only(call, Attribute(table, name, path.Count > 2 ? path[2].Name : null), call.Base + "$metadata#Attributes/$entity")),
            [_, { Name: "ManyToOneRelationships" }] => List(call, "ManyToOneRelationships", Definition.ManyToOne(table)),
            [_, { Name: "OneToManyRelationships" }] => List(call, "OneToManyRelationships", Definition.OneToMany(call.Schema, table)),
            [_, { Name: "ManyToManyRelationships" }] => List(call, "ManyToManyRelationships", []),
            [_, { Name: "Keys" }] => List(call, "Keys", table.Keys.Select(column => Definition.Key(table, column))),
            _ => throw ODataException.NoSegment(path[1].Name),
        };
    }

    private static TableType Find(Schema schema, string key)
    {
        var name = key.StartsWith("LogicalName='", StringComparison.Ordinal) && key.EndsWith('\'') ? key[13..^1] : null;
        var found = name is not null ? schema.Find(name) : Guid.TryParse(key, out var id) ? schema.Tables.FirstOrDefault(table => Definition.IdOf(table.Name) == id) : null;
        return found ?? throw new ODataException(404, "0x80060888", $"Could not find an entity with name {name ?? key}.");
    }

    private static IEnumerable<JsonObject> Attributes(TableType table, string? cast) =>
        Definition.Attributes(table, whole: cast is not null).Where(one => cast is null || (string?)one["@odata.type"] == "#" + cast);

    private static JsonObject Attribute(TableType table, string key, string? cast) =>
        Definition.Attributes(table, whole: cast is not null).FirstOrDefault(one => key == $"LogicalName='{one["LogicalName"]}'" && (cast is null || (string?)one["@odata.type"] == "#" + cast))
            ?? throw new ODataException(404, "0x80060888", $"Could not find an attribute {key} of {table.Name}{(cast is null ? "" : $" as {cast[Cast.Length..]}")}.");

    /// <summary>Never paged.</summary>
    private static ApiAnswer List(ApiCall call, string what, IEnumerable<JsonObject> items)
    {
        var filter = call.Request.Option("$filter") is { Length: > 0 } text ? MetadataFilter.Parse(text) : null;
        return ApiAnswer.Ok(new JsonObject
        {
            ["@odata.context"] = $"{call.Base}$metadata#{what}",
            ["value"] = new JsonArray([.. items.Where(item => filter is null || filter(item)).Select(item => (JsonNode)Only(call, item, context: null))]),
        });
    }

    /// <summary>Leaves what was selected, and the id; options come only where they are expanded.</summary>
    private static JsonObject Only(ApiCall call, JsonObject item, string? context)
    {
        var selected = call.Request.Option("$select")?.Split(',').Select(name => name.Trim()).ToHashSet(StringComparer.Ordinal);
        var expanded = call.Request.Option("$expand")?.Split(',').Select(name => name.Split('(')[0].Trim()).ToHashSet(StringComparer.Ordinal) ?? [];
        var unknown = selected?.FirstOrDefault(name => !item.ContainsKey(name) && !Definition.Known(name));
        if (unknown is not null)
        {
            throw ODataException.NoProperty(unknown, "Microsoft.Dynamics.CRM.MetadataBase");
        }

        var json = new JsonObject();
        if (context is not null)
        {
            json["@odata.context"] = context;
        }

        foreach (var (name, value) in item)
        {
            var expandable = name is "OptionSet" or "GlobalOptionSet" or "Attributes" or "Keys";
            if (name is "@odata.type" or "MetadataId" || (expandable ? expanded.Contains(name) : selected is null || selected.Contains(name)))
            {
                json[name] = value?.DeepClone();
            }
        }

        return json;
    }
}
