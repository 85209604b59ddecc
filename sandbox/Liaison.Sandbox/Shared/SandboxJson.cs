using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Liaison.Sandbox.Shared;

/// <summary>How the sandbox writes its own JSON: camelCase names, kebab-case choices, nothing for null.</summary>
public static class SandboxJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        return options;
    }

    /// <summary>Returns <paramref name="current"/> with the properties that <paramref name="changes"/> names replaced.</summary>
    /// <exception cref="JsonException">A value does not fit its property, or the property does not exist.</exception>
    public static T Overlay<T>(T current, JsonObject changes)
        where T : class
    {
        var merged = JsonSerializer.SerializeToNode(current, Options)!.AsObject();
        var known = typeof(T).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            if (!known.Contains(name))
            {
                throw new JsonException($"There is no setting '{name}'. Known: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
            }

            merged[name] = value?.DeepClone();
        }

        return merged.Deserialize<T>(Options)!;
    }
}
