using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>Answers on the wire.</summary>
internal static class DynamicsWire
{
    public const string Formatted = "@OData.Community.Display.V1.FormattedValue";

    /// <summary>An answer's JSON. An answer without a body is an undefined element where none is due.</summary>
    public static Outcome<JsonElement> Read(HttpReply reply, bool writes)
    {
        if (reply.Status == 204)
        {
            return default(JsonElement);
        }
        try
        {
            return reply.IsHtml ? DynamicsErrors.NoAnswer("The address answers with a web page, a sign-in page perhaps, where Dynamics' answer should be.", writes) : JsonParts.Parse(reply.Body);
        }
        catch (JsonException wrong)
        {
            return DynamicsErrors.NoAnswer(reply.Body.IsEmpty ? "Dynamics' answer is empty." : $"Dynamics' answer cannot be read: {wrong.Message}", writes);
        }
    }
}
