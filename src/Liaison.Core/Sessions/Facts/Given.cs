using System.Text.Json;

namespace Liaison.Core.Sessions.Facts;

/// <summary>The fields that an object of a fact's data holds. Texts are trimmed, and an empty one is the same as null.</summary>
internal sealed class Given(JsonElement data)
{
    public bool Has(string name) => data.TryGetProperty(name, out _);

    public string? Text(string name) => data.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String when value.GetString()!.Trim() is { Length: > 0 } text => text,
            JsonValueKind.Number => value.GetDouble().ToString("0.######", System.Globalization.CultureInfo.InvariantCulture),
            _ => null,
        }
        : null;

    public bool Is(string name) => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>A time of the fact's own, or else the event's.</summary>
    public string Time(string name, Stamp stamp) => SessionTimes.Write(SessionTimes.TryRead(Text(name)) ?? stamp.At);

    public Given? Group(string name) => data.TryGetProperty(name, out var group) && group.ValueKind == JsonValueKind.Object ? new Given(group) : null;

    public IEnumerable<Given> Many(string name) => List(name).Select(i => new Given(i));

    public IEnumerable<string> Texts(string name) => List(name).Select(i => i.GetString()!.Trim());

    public IEnumerable<KeyValuePair<string, string?>> Map(string name) => data.TryGetProperty(name, out var map) && map.ValueKind == JsonValueKind.Object
        ? map.EnumerateObject().DistinctBy(p => p.Name).Select(p => KeyValuePair.Create(p.Name, p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString() : null))
        : [];

    public Given Tell(string name, List<Told> tells) => Tell(name, name, tells);

    /// <summary>Tells a field's value, if it was given at all: null empties it.</summary>
    public Given Tell(string name, string path, List<Told> tells)
    {
        if (Has(name))
        {
            tells.Add(new(path, Text(name)));
        }
        return this;
    }

    private IEnumerable<JsonElement> List(string name) => data.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];
}
