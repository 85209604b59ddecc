using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>What a write came to.</summary>
/// <param name="Data">The record, as <c>data</c> of the answer.</param>
internal sealed record Accepted(JsonElement Data, IReadOnlyList<string> Remarks);

/// <summary>
/// Sends a write, and once more without a field that was refused: over there one value that does not fit spoils all that was written along. Nothing of a refused write is kept, so sending again does no harm.
/// </summary>
internal sealed partial class CarefulWrites(KustomerClient client)
{
    private const int MostTries = 8;

    /// <param name="needed">Members without which the write says nothing.</param>
    public async Task<Outcome<Accepted>> Send(HttpMethod method, string path, JsonObject body, IReadOnlyCollection<string> needed, Calls calls, CancellationToken cancel)
    {
        var (sent, remarks) = ((JsonObject)body.DeepClone(), new List<string>());
        for (var tries = 1; ; tries++)
        {
            if (!(await client.Write(method, path, sent, calls, cancel)).Failed(out var fault, out var data))
            {
                return new Accepted(data, remarks);
            }
            if (fault is not { Kind: FaultKind.Validation or FaultKind.SchemaDrift, Field: { } field } || tries == MostTries || Drop(sent, field, needed) is not { } dropped)
            {
                return fault;
            }
            remarks.Add($"{dropped} was left out: {fault.Detail}");
        }
    }

    /// <summary>Takes the refused field out of a body.</summary>
    /// <param name="field">As the error names it: <c>orderNum</c>, <c>custom.orderNum</c>, <c>/phones/0/phone</c>.</param>
    /// <returns>How it is called in mappings; null when the body holds no such field, or it is needed.</returns>
    internal static string? Drop(JsonObject body, string field, IReadOnlyCollection<string> needed)
    {
        foreach (var name in Separators().Split(field).Where(part => part.Length > 0))
        {
            if (name is not ("custom" or "meta") && !needed.Contains(name) && body.Remove(name))
            {
                return name;
            }
            foreach (var part in (string[])["custom", "meta"])
            {
                if (body[part] is JsonObject inner && inner.Remove(name))
                {
                    if (inner.Count == 0)
                    {
                        body.Remove(part);
                    }
                    return $"{part}.{name}";
                }
            }
        }
        // The member of a list's entries may be all that is named: which entry it was is not said, so the list goes.
        var lists = body.Where(part => part.Value is JsonArray entries && entries.OfType<JsonObject>().Any(entry => entry.ContainsKey(field))).Select(part => part.Key).Where(name => !needed.Contains(name)).ToList();
        lists.ForEach(name => body.Remove(name));
        return lists.Count > 0 ? string.Join(", ", lists) : null;
    }

    [GeneratedRegex(@"[./\[\]\s]+", RegexOptions.None, 1000)]
    private static partial Regex Separators();
}
