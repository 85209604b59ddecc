using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Liaison.Sandbox.Kustomer.Schemas;

/// <summary>The request schemas of the vendor's API description, by the method and the path: <c>post.customers</c>.</summary>
public static class SchemaBook
{
    private const string Folder = "Liaison.Sandbox.Kustomer.Schemas.Recorded.";
    private static readonly ConcurrentDictionary<string, JsonObject> Read = new(StringComparer.Ordinal);

    public static JsonObject Of(string name) => Read.GetOrAdd(name, static name =>
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Folder}{name}.request.json") ?? throw new InvalidOperationException($"There is no schema '{name}'.");
        return JsonNode.Parse(stream)!["schema"]!.AsObject();
    });
}
