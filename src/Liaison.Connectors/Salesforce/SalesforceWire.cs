using System.Text;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;

namespace Liaison.Connectors.Salesforce;

/// <summary>Bodies on the wire.</summary>
internal static class SalesforceWire
{
    /// <summary>The body of a request, and the same for the log.</summary>
    public static (Func<HttpContent> Content, string Shown) Body(JsonNode json)
    {
        var text = JsonParts.Written(json);
        return (() => new StringContent(text, Encoding.UTF8, "application/json"), text);
    }
}
