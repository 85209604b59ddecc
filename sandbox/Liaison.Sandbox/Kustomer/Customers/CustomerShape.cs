using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Customers;

/// <summary>What a customer shows beside what was written, and how its conversations move it.</summary>
public static class CustomerShape
{
    private static readonly string[] Lists = ["externalIds", "sharedExternalIds", "emails", "sharedEmails", "phones", "sharedPhones", "whatsapps", "facebookIds", "instagramIds", "socials", "sharedSocials", "urls", "locations", "activeUsers", "watchers", "tags", "smoochIds", "recentItems", "roleGroupVersions", "accessOverride"];
    private static readonly string[] Nothing = ["externalId", "signedUpAt", "avatarUrl", "username", "locale", "timeZone", "birthdayAt", "gender", "progressiveStatus"];
    private static readonly string[] Colors = ["blue", "green", "yellow", "orange", "purple", "red"];

    /// <summary>What a replacement leaves alone.</summary>
    public static readonly string[] Kept = ["createdAt", "displayColor", "displayIcon", "presence", "lastActivityAt", "lastMessageIn", "lastMessageOut", "lastConversation", "conversationCounts", "preview", "sentiment", "progressiveStatus", "verified", "deleted"];

    public static JsonObject Complete(ApiCall call, JsonObject body)
    {
        var now = call.Now();
        foreach (var name in Lists)
        {
            body[name] ??= new JsonArray();
        }

        foreach (var name in Nothing.Where(name => !body.ContainsKey(name)))
        {
            body[name] = null;
        }

        (body["displayColor"], body["displayIcon"], body["presence"]) = (Colors[call.Org.Dice.Pick(Colors.Length)], "plane", "offline");
        body["lastActivityAt"] ??= now;
        body["lastCustomerActivityAt"] ??= now;
        body["lastSeenAt"] ??= now;
        body["recentLocation"] = new JsonObject { ["updatedAt"] = now };
        body["lastMessageIn"] = new JsonObject { ["sentiment"] = new JsonObject() };
        body["lastMessageOut"] = new JsonObject();
        body["lastMessageUnrespondedTo"] = new JsonObject();
        body["lastConversation"] = new JsonObject { ["sentiment"] = new JsonObject(), ["channels"] = new JsonArray(), ["tags"] = new JsonArray() };
        body["conversationCounts"] = new JsonObject { ["done"] = 0, ["open"] = 0, ["snoozed"] = 0, ["all"] = 0 };
        body["preview"] = new JsonObject();
        body["sentiment"] ??= new JsonObject();
        (body["verified"], body["deleted"]) = (((JsonArray)body["externalIds"]!).Count > 0, false);
        Name(body);
        return body;
    }

    /// <summary>Who has no name is shown by the first address.</summary>
    public static void Name(JsonObject attributes)
    {
        var shown = (string?)attributes["name"] is { Length: > 0 } name ? name : First("emails", "email") ?? First("phones", "phone") ?? (string?)attributes["username"] ?? "";
        attributes["name"] ??= "";
        attributes["displayName"] = shown;

        string? First(string list, string property) => attributes[list] is JsonArray { Count: > 0 } entries ? (string?)entries[0]![property] : null;
    }

    /// <summary>A conversation of the customer was made, changed or removed: the counts, the last one, and the rev move.</summary>
    public static void Stir(ApiCall call, string? id, Item? conversation = null)
    {
        if (call.Store.Find("customer", id) is not { } customer)
        {
            return;
        }

        RecordDesk.Stir(call, customer, attributes =>
        {
            var all = call.Store.AllBy("conversation", "customer", customer.Id).ToList();
            int Count(string status) => all.Count(one => one.Text("status") == status);
            attributes["conversationCounts"] = new JsonObject { ["done"] = Count("done"), ["open"] = Count("open"), ["snoozed"] = Count("snoozed"), ["all"] = all.Count };
            attributes["progressiveStatus"] = Count("open") > 0 ? "open" : Count("snoozed") > 0 ? "snoozed" : Count("done") > 0 ? "done" : null;
            attributes["lastActivityAt"] = call.Now();
            if (conversation is not null)
            {
                attributes["lastConversation"] = new JsonObject { ["id"] = conversation.Id, ["sentiment"] = new JsonObject(), ["channels"] = conversation.Attributes["channels"]?.DeepClone(), ["tags"] = conversation.Attributes["tags"]?.DeepClone() };
            }
        });
    }
}
