using System.Text.Json.Nodes;

namespace Liaison.Sandbox.Salesforce.Describe;

/// <summary>Writes the answers of <c>sobjects</c> and <c>sobjects/{type}/describe</c>.</summary>
public static class Description
{
    private static readonly string[] Summary =
    [
        "activateable", "createable", "custom", "customSetting", "deepCloneable", "deletable", "deprecatedAndHidden", "feedEnabled", "hasSubtypes", "isInterface", "isSubtype", "keyPrefix",
        "label", "labelPlural", "layoutable", "mergeable", "mruEnabled", "name", "queryable", "replicateable", "retrieveable", "searchable", "triggerable", "undeletable", "updateable",
    ];

    public static JsonObject Of(ObjectType type, string version, string address)
    {
        var json = type.Source.DeepClone().AsObject();
        WriteAbilities(json, type);
        json["fields"] = new JsonArray([.. type.Fields.Select(field => (JsonNode)field.ToJson())]);
        if (type.Name == "Account" && type.Field("IsPersonAccount") is null)
        {
            json["recordTypeInfos"] = new JsonArray([.. json["recordTypeInfos"]!.AsArray().Where(info => (bool)info!["master"]!).Select(info => info!.DeepClone())]);
        }

        var urls = Urls(type, version);
        urls["uiDetailTemplate"] = address + "/{ID}";
        urls["uiEditTemplate"] = address + "/{ID}/e";
        urls["uiNewRecord"] = $"{address}/{type.KeyPrefix}/e";
        json["urls"] = urls;
        return json;
    }

    /// <summary>One object as the list of all objects has it.</summary>
    public static JsonObject Short(ObjectType type, string version)
    {
        var json = new JsonObject();
        foreach (var name in Summary)
        {
            json[name] = type.Source[name]?.DeepClone();
        }

        WriteAbilities(json, type);
        json["urls"] = Urls(type, version);
        return json;
    }

    public static JsonObject Global(Schema schema, string version) => new()
    {
        ["encoding"] = "UTF-8",
        ["maxBatchSize"] = 200,
        ["sobjects"] = new JsonArray([.. schema.Objects.Select(type => (JsonNode)Short(type, version))]),
    };

    private static void WriteAbilities(JsonObject json, ObjectType type)
    {
        json["createable"] = type.Createable;
        json["updateable"] = type.Updateable;
        json["deletable"] = type.Deletable;
    }

    private static JsonObject Urls(ObjectType type, string version)
    {
        var sobject = $"/services/data/v{version}/sobjects/{type.Name}";
        return new JsonObject
        {
            ["compactLayouts"] = sobject + "/describe/compactLayouts",
            ["rowTemplate"] = sobject + "/{ID}",
            ["describe"] = sobject + "/describe",
            ["layouts"] = sobject + "/describe/layouts",
            ["quickActions"] = sobject + "/quickActions",
            ["listviews"] = sobject + "/listviews",
            ["sobject"] = sobject,
        };
    }
}
