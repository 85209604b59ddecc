using System.Text.Json.Nodes;

namespace Liaison.Core.Sessions.Facts;

/// <summary>The JSON schema (2020-12) of a fact's data, from the declaration that also checks it.</summary>
public static class FactSchema
{
    public static JsonObject Of(FactType type)
    {
        var schema = Object(type.Fields);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema["description"] = type.Says;
        return schema;
    }

    private static JsonObject Object(IReadOnlyList<FactField> fields)
    {
        var properties = new JsonObject();
        foreach (var field in fields)
        {
            properties[field.Name] = Of(field);
        }
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (fields.Any(f => f.Required))
        {
            schema["required"] = new JsonArray([.. fields.Where(f => f.Required).Select(f => (JsonNode)f.Name)]);
        }
        return schema;
    }

    private static JsonObject Of(FactField field)
    {
        var schema = field switch
        {
            FactField.Text text => new JsonObject { ["type"] = Type("string", field), ["maxLength"] = text.Most },
            FactField.Link => new JsonObject { ["type"] = Type("string", field), ["format"] = "uri", ["maxLength"] = FactField.Link.Longest },
            FactField.Word word => new JsonObject { ["enum"] = new JsonArray([.. word.Words.Select(w => (JsonNode?)w), .. field.Required ? Array.Empty<JsonNode?>() : [null]]) },
            FactField.Time => new JsonObject { ["type"] = Type("string", field), ["format"] = "date-time" },
            FactField.Number number => new JsonObject { ["type"] = Type(number.Whole ? "integer" : "number", field), ["minimum"] = 0, ["maximum"] = number.Most },
            FactField.Truth => new JsonObject { ["type"] = Type("boolean", field) },
            FactField.Group group => Nullable(Object(group.Fields), field),
            FactField.Many many => new JsonObject { ["type"] = Type("array", field), ["maxItems"] = many.Most, ["items"] = Object(many.Fields) },
            FactField.Texts texts => new JsonObject { ["type"] = Type("array", field), ["maxItems"] = texts.Most, ["items"] = new JsonObject { ["type"] = "string", ["maxLength"] = texts.Longest } },
            FactField.Map map => new JsonObject { ["type"] = Type("object", field), ["maxProperties"] = map.Most, ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "null"), ["maxLength"] = map.Longest } },
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No such kind of field."),
        };
        schema["description"] = field.Says;
        return schema;
    }

    private static JsonObject Nullable(JsonObject schema, FactField field)
    {
        schema["type"] = Type("object", field);
        return schema;
    }

    // What may be left out may also be null.
    private static JsonNode Type(string name, FactField field) => field.Required ? name : new JsonArray(name, "null");
}
