using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace Liaison.Core.Shared;

/// <summary>
/// What a folder of the code says to people, in another language than the English in which it is declared. The words lie in the folder itself, a file a language
/// (<c>fr.json</c>), under keys that follow the declaration: <c>settings.password.label</c>. What stands in none is said in English.
/// </summary>
/// <param name="find">The words of a key; null where there are none.</param>
public sealed class Words(Func<string, string?> find)
{
    private static readonly ConcurrentDictionary<(Assembly, string?, Language), Words> Known = new();

    public static Words English { get; } = new(static _ => null);

    /// <summary>The words of the folder that a type lies in.</summary>
    /// <exception cref="JsonException">The folder's file holds something else than words and groups of words.</exception>
    public static Words Of(Type neighbour, Language language) => language == Language.English ? English
        : Known.GetOrAdd((neighbour.Assembly, neighbour.Namespace, language), static where => Read(where.Item1, $"{where.Item2}.{where.Item3.Tag}.json") is { } words ? new Words(words.GetValueOrDefault) : English);

    public string Say(string key, string english) => find(key) ?? english;

    /// <summary>The words of a file, each under the whole way to it; null where there is no such file.</summary>
    public static IReadOnlyDictionary<string, string>? Read(Assembly assembly, string file)
    {
        using var stream = assembly.GetManifestResourceStream(file);
        if (stream is null)
        {
            return null;
        }
        using var document = JsonDocument.Parse(stream);
        return Flat(document.RootElement, "").ToDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, string>> Flat(JsonElement part, string way) => part.ValueKind switch
    {
        JsonValueKind.Object => part.EnumerateObject().SelectMany(inner => Flat(inner.Value, way.Length == 0 ? inner.Name : $"{way}.{inner.Name}")),
        JsonValueKind.String => [new(way, part.GetString()!)],
        _ => throw new JsonException($"{way} holds neither words nor a group of words."),
    };
}
