using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>
/// Understands what a registered web hook posts: the context of the step that set it off (https://learn.microsoft.com/power-apps/developer/data-platform/use-webhooks). Only whose record changed is taken from it:
/// a context holds no more than the columns that were sent, and above 256 KB not even those, so the record itself is read afterwards.
/// </summary>
internal static class WebHooks
{
    public const string Channel = "web-hook";

    private static readonly string[] Changes = ["Create", "Update", "Assign", "SetState", "SetStateDynamicEntity", "Merge"];

    public static Outcome<PushedChanges> Read(PushedBody body, IReadOnlyList<string> recordTypes)
    {
        if (body.Channel != Channel)
        {
            return Refused($"There is no channel “{body.Channel}” for Dynamics; its web hooks go to {Channel}.", "channel");
        }
        try
        {
            return Read(JsonParts.Parse(body.Bytes), recordTypes);
        }
        catch (JsonException wrong)
        {
            return Refused($"The body cannot be read: {wrong.Message}", "not-json");
        }
    }

    public static PushReply Reply(Outcome<PushedChanges> received) => received.Match(
        static _ => new PushReply(200, "application/json", "{}"),
        static fault => new PushReply(400, "application/json", JsonSerializer.Serialize(new { error = fault.Detail }, JsonParts.Json)));

    private static Outcome<PushedChanges> Read(JsonElement context, IReadOnlyList<string> recordTypes)
    {
        if (context.ValueKind != JsonValueKind.Object || context.Text("MessageName") is not { Length: > 0 } message || context.Text("PrimaryEntityName") is not { Length: > 0 } table
            || !Guid.TryParse(context.Text("PrimaryEntityId"), out var id))
        {
            return Refused("This is no context of a step: its message, its table or its record is missing.", "not-a-context");
        }
        if (!recordTypes.Contains(table))
        {
            return Ignored($"{message} of a {table}, which is brought nowhere.");
        }
        if (!Changes.Contains(message))
        {
            return Ignored(message == "Delete" ? $"{table} {id:D} was deleted." : $"{message} of {table} {id:D} changes nothing that is read.");
        }
        var version = Version(context, "PostEntityImages") ?? Version(context, "InputParameters");
        // A step that waited comes with an id of its own; one that did not shares the request's with others of the same request.
        var key = string.Join('/', context.Text("OperationId"), context.Text("CorrelationId"), context.Text("RequestId"), message, id.ToString("D"), context.Text("OperationCreatedOn"));
        return new PushedChanges([new PushedChange(table, id.ToString("D"), version, key, null, new Dictionary<string, string>(StringComparer.Ordinal))], []);
    }

    /// <summary>The row's version, where it was sent along; written like the tag that reading gives.</summary>
    private static string? Version(JsonElement context, string collection)
    {
        foreach (var column in context.Items(collection).SelectMany(part => (part.Part("value") ?? default).Items("Attributes")))
        {
            if (column.Text("key") == "versionnumber" && column.Text("value") is { } number)
            {
                return $"W/\"{number}\"";
            }
        }
        return null;
    }

    private static PushedChanges Ignored(string why) => new([], [why]);

    private static Fault Refused(string why, string code) => new(FaultKind.Refused, why, Code: code);
}
