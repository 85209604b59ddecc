using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Liaison.Sandbox.Kustomer.Api;

namespace Liaison.Sandbox.Kustomer.Schemas;

/// <summary>Compares a body with a schema as strictly as the vendor does. A refusal names the property, and the place in the schema that was broken.</summary>
public static class SchemaCheck
{
    /// <summary>Custom attributes are judged by <c>CustomRule</c>.</summary>
    private const string Custom = "custom";

    /// <exception cref="RefusalException">400, of the first thing that is wrong.</exception>
    public static void Body(JsonObject schema, JsonNode? body) => Value(schema, body, parameter: "body", at: "");

    private static void Value(JsonObject schema, JsonNode? value, string parameter, string at)
    {
        if (value is null)
        {
            Demand((bool?)schema["nullable"] == true || schema["type"] is null, parameter, "Invalid type: null (expected " + schema["type"] + ")", at + "/type");
            return;
        }

        foreach (var choice in new[] { "anyOf", "oneOf" })
        {
            if (schema[choice] is JsonArray options)
            {
                AnyOf(options, value, parameter, $"{at}/{choice}");
            }
        }

        if (schema["enum"] is JsonArray allowed)
        {
            Demand(allowed.Any(one => JsonNode.DeepEquals(one, value)), parameter, $"No enum match for: {value.ToJsonString()}", at + "/enum");
        }

        Kind(schema, value, parameter, at);
    }

    private static void Kind(JsonObject schema, JsonNode value, string parameter, string at)
    {
        var kind = value.GetValueKind();
        switch ((string?)schema["type"])
        {
            case "string":
                Demand(kind == JsonValueKind.String, parameter, $"Invalid type: {Name(kind)} (expected string)", at + "/type");
                Text(schema, value.GetValue<string>(), parameter, at);
                break;
            case "number" or "integer":
                Demand(kind == JsonValueKind.Number, parameter, $"Invalid type: {Name(kind)} (expected {schema["type"]})", at + "/type");
                Number(schema, value.GetValue<double>(), parameter, at);
                break;
            case "boolean":
                Demand(kind is JsonValueKind.True or JsonValueKind.False, parameter, $"Invalid type: {Name(kind)} (expected boolean)", at + "/type");
                break;
            case "array":
                Demand(kind == JsonValueKind.Array, parameter, $"Invalid type: {Name(kind)} (expected array)", at + "/type");
                List(schema, value.AsArray(), parameter, at);
                break;
            case "object":
                Demand(kind == JsonValueKind.Object, parameter, $"Invalid type: {Name(kind)} (expected object)", at + "/type");
                Properties(schema, value.AsObject(), parameter, at);
                break;
        }
    }

    private static void AnyOf(JsonArray options, JsonNode value, string parameter, string at)
    {
        RefusalException? first = null;
        for (var number = 0; number < options.Count; number++)
        {
            try
            {
                if (options[number]!["required"] is JsonArray required && options[number]!.AsObject().Count == 1)
                {
                    Demand(required.All(name => value[(string)name!] is not null), parameter, "Data does not match any schemas from \"anyOf\"", at);
                }
                else
                {
                    Value(options[number]!.AsObject(), value, parameter, string.Create(CultureInfo.InvariantCulture, $"{at}/{number}"));
                }

                return;
            }
            catch (RefusalException wrong)
            {
                first ??= wrong;
            }
        }

        throw first!;
    }

    private static void Text(JsonObject schema, string text, string parameter, string at)
    {
        Demand((int?)schema["minLength"] is not { } least || text.Length >= least, parameter, $"String is too short ({text.Length} chars), minimum {schema["minLength"]}", at + "/minLength");
        Demand((int?)schema["maxLength"] is not { } most || text.Length <= most, parameter, $"String is too long ({text.Length} chars), maximum {schema["maxLength"]}", at + "/maxLength");
        Demand((string?)schema["pattern"] is not { } pattern || Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)), parameter, $"String does not match pattern: {schema["pattern"]}", at + "/pattern");
        Demand((string?)schema["format"] is not { } format || Formats.Fits(format, text), parameter, $"Format validation failed ({schema["format"]})", at + "/format");
    }

    private static void Number(JsonObject schema, double number, string parameter, string at)
    {
        Demand((string?)schema["type"] != "integer" || number == Math.Floor(number), parameter, "Invalid type: number (expected integer)", at + "/type");
        Demand((double?)schema["minimum"] is not { } least || number >= least, parameter, $"Value {number} is less than minimum {schema["minimum"]}", at + "/minimum");
        Demand((double?)schema["maximum"] is not { } most || number <= most, parameter, $"Value {number} is greater than maximum {schema["maximum"]}", at + "/maximum");
    }

    private static void List(JsonObject schema, JsonArray list, string parameter, string at)
    {
        Demand((int?)schema["maxItems"] is not { } most || list.Count <= most, parameter, $"Array is too long ({list.Count}), maximum {schema["maxItems"]}", at + "/maxItems");
        Demand((bool?)schema["uniqueItems"] != true || list.Select(one => one?.ToJsonString()).Distinct(StringComparer.Ordinal).Count() == list.Count, parameter, "Array items are not unique", at + "/uniqueItems");
        if (schema["items"] is JsonObject items)
        {
            foreach (var one in list)
            {
                Value(items, one, parameter, at + "/items");
            }
        }
    }

    private static void Properties(JsonObject schema, JsonObject value, string parameter, string at)
    {
        Demand((int?)schema["maxProperties"] is not { } most || value.Count <= most, parameter, $"Too many properties defined ({value.Count}), maximum {schema["maxProperties"]}", at + "/maxProperties");
        var known = schema["properties"] as JsonObject;
        foreach (var name in schema["required"] as JsonArray ?? [])
        {
            Demand(value.ContainsKey((string)name!), (string)name!, $"Missing required property: {name}", at + "/required");
        }

        foreach (var (name, one) in value)
        {
            if (known?[name] is JsonObject property)
            {
                Value(property, one, name, $"{at}/properties/{name}");
            }
            else
            {
                Demand((bool?)schema["additionalProperties"] != false || parameter is Custom or "properties" or "relationships", name, "Additional properties not allowed", at + "/additionalProperties");
            }
        }
    }

    private static string Name(JsonValueKind kind) => kind is JsonValueKind.True or JsonValueKind.False ? "boolean" : kind.ToString().ToLowerInvariant();

    private static void Demand(bool fits, string parameter, string title, string detail)
    {
        if (!fits)
        {
            throw RefusalException.BadParameter(parameter, title, detail);
        }
    }
}
