using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;

namespace Liaison.Sandbox.Kustomer.Conversations;

/// <summary>Ids that another system gave.</summary>
public static class Externals
{
    /// <summary>What follows <c>externalId=</c>, in either casing; null for another address.</summary>
    public static string? Asked(string key) => key.StartsWith("externalId=", StringComparison.OrdinalIgnoreCase) ? key["externalId=".Length..] : null;

    public static void Free(ApiCall call, string type, JsonObject body, string? self, bool always = false)
    {
        if ((always || call.Org.Settings.UniqueExternalIds) && (string?)body["externalId"] is { } external && call.Store.AllBy(type, "externalId", external).Any(other => other.Id != self))
        {
            throw RefusalException.Conflict("externalId", "duplicate detected", call.Org.Settings.DuplicateStatus);
        }
    }
}
