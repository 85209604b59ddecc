using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Metadata;

namespace Liaison.Sandbox.Dynamics.Records;

/// <summary>Finds the record that an address or a key means.</summary>
public static class References
{
    /// <param name="address">As <c>/contacts(…)</c>, <c>contacts(…)</c>, a whole address, or <c>$1</c> inside a change set.</param>
    /// <exception cref="ODataException">The address makes no sense, or there is no such record.</exception>
    public static Reference Resolve(SaveScope scope, string address)
    {
        var text = ContentId(scope.ContentIds, address);
        var start = text.IndexOf("/api/data/", StringComparison.Ordinal);
        var path = start < 0 ? text.TrimStart('/') : text[(text.IndexOf('/', start + 10) + 1)..];
        var segments = ApiRequest.Segments(path);
        if (segments is not [{ Key: { } key } segment])
        {
            throw new ODataException(400, "0x80048d19", $"Resource not found for the segment '{path}'.");
        }

        var table = scope.Schema.OfSet(segment.Name) ?? throw ODataException.NoSegment(segment.Name);
        return new Reference(table.Name, Existing(scope.Store, table, key).Id);
    }

    public static string ContentId(Dictionary<string, string>? known, string address)
    {
        if (!address.StartsWith('$'))
        {
            return address;
        }

        var end = address.IndexOf('/', StringComparison.Ordinal);
        var id = end < 0 ? address[1..] : address[1..end];
        return known is not null && known.TryGetValue(id, out var found) ? found + (end < 0 ? "" : address[end..])
            : throw new ODataException(400, "0x80060888", $"Content-ID Reference: '${id}' does not exist in the batch context.");
    }

    public static Row Existing(Store store, TableType table, string key) => Find(store, table, key)
        ?? throw (IdOf(table, key) is { } id ? ODataException.NoRecord(table.Name, id) : new ODataException(404, "0x80060891", "A record with the specified key values does not exist in " + table.Name + " entity"));

    public static Row? Find(Store store, TableType table, string key)
    {
        if (IdOf(table, key) is { } id)
        {
            return store[table.Name].Find(id);
        }

        var wanted = KeyValues(table, key);
        return store[table.Name].All().FirstOrDefault(row => wanted.All(pair => string.Equals(Convert.ToString(row[pair.Column], System.Globalization.CultureInfo.InvariantCulture), pair.Value, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The record's own id, when that is what the key says.</summary>
    public static Guid? IdOf(TableType table, string key)
    {
        var text = key.StartsWith(table.PrimaryId + "=", StringComparison.Ordinal) && table.Name is not ("systemuser" or "team") ? key[(table.PrimaryId.Length + 1)..]
            : key.StartsWith("ownerid=", StringComparison.Ordinal) && table.Name is "systemuser" or "team" ? key[8..] : key;
        return Guid.TryParseExact(text, "D", out var id) ? id : null;
    }

    /// <summary>The parts of an alternate key.</summary>
    public static IReadOnlyList<(string Column, string Value)> KeyValues(TableType table, string key)
    {
        var parts = key.Split(',').Select(part => part.Split('=', 2)).ToList();
        return parts.Any(part => part.Length != 2) || !parts.Select(part => part[0].Trim()).All(table.Keys.Contains)
            ? throw new ODataException(400, "0x80060888", $"The key in the request URI is not valid for resource '{table.EdmName}'. Ensure that the names and number of key properties match the declared or alternate key properties for the resource '{table.EdmName}'.")
            : [.. parts.Select(part => (part[0].Trim(), part[1].Trim().Trim('\'').Replace("''", "'", StringComparison.Ordinal)))];
    }
}
