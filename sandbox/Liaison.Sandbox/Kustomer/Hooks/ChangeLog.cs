using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Hooks;

/// <summary>What changed, told three ways: the events of a conversation, the audit log, and web hooks. Whoever works with it holds the store's gate.</summary>
public sealed class ChangeLog(KustomerStandIn org)
{
    private const int Kept = 3000;
    private static readonly string[] Told = ["customer", "conversation", "message", "note", "company", "user", "team"];
    private readonly LinkedList<Item> audit = new();
    private readonly Queue<Item> events = new();

    /// <summary>Newest first.</summary>
    public IEnumerable<Item> Audit => audit;

    public IEnumerable<Item> EventsOf(string conversation) => events.Where(one => one.Link("conversation") == conversation);

    public void Clear()
    {
        audit.Clear();
        events.Clear();
    }

    public void Tell(ApiCall call, Item? before, Item? after)
    {
        var item = (after ?? before)!;
        if (!Told.Contains(item.Type) && !item.Type.StartsWith("kobject.", StringComparison.Ordinal))
        {
            return;
        }

        var verb = before is null ? "create" : after is null ? "delete" : "update";
        var name = $"kustomer.{item.Type}.{verb}";
        var now = call.Now();
        var changes = before is not null && after is not null ? Difference.Of(before, after) : null;
        Log(call, item, name, verb, changes, now);
        org.Outbox.Tell(name, () => new JsonObject
        {
            ["id"] = org.NewId(), ["name"] = name, ["org"] = Seed.Org, ["partition"] = Seed.Org, ["orgName"] = org.Settings.Org, ["data"] = Envelope.Data(org, item),
            ["changes"] = changes?.DeepClone() ?? new JsonObject { ["attributes"] = new JsonObject(), ["relationships"] = new JsonObject() },
            ["createdAt"] = now, ["persist"] = true, ["client"] = call.Client, ["dataId"] = item.Id, ["meta"] = new JsonObject { ["customChanged"] = changes?["attributes"]?["custom"] is not null }, ["snsFilters"] = new JsonObject(),
        });
    }

    private void Log(ApiCall call, Item item, string name, string verb, JsonObject? changes, string now)
    {
        audit.AddFirst(new Item("audit_log", org.NewId(), new JsonObject
        {
            ["eventName"] = name, ["eventVerb"] = verb, ["org"] = Seed.Org, ["userId"] = call.User, ["userType"] = call.User == Seed.Machine ? "machine" : "user", ["objectId"] = item.Id, ["objectType"] = item.Type,
            ["client"] = call.Client, ["ip"] = null, ["changes"] = changes?.DeepClone() ?? new JsonObject(), ["createdAt"] = now, ["publishedAt"] = now, ["expiresAt"] = KustomerStandIn.Stamp(org.Time.GetUtcNow().AddYears(1)),
        }, Links(("customer", item.Type == "customer" ? item.Id : item.Link("customer")), ("user", call.User))));
        while (audit.Count > Kept)
        {
            audit.RemoveLast();
        }

        if (item.Type != "conversation")
        {
            return;
        }

        events.Enqueue(new Item("customer_event", org.NewId(), new JsonObject
        {
            ["name"] = name, ["type"] = item.Type, ["publishedAt"] = now, ["createdAt"] = item.Text("createdAt"), ["updatedAt"] = item.Text("updatedAt"), ["modifiedAt"] = item.Text("modifiedAt"),
            ["changes"] = changes?.DeepClone() ?? new JsonObject { ["attributes"] = new JsonObject(), ["relationships"] = new JsonObject() }, ["location"] = null, ["meta"] = null,
        }, Links(("createdBy", item.Link("createdBy")), ("modifiedBy", call.User), ("customer", item.Link("customer")), ("conversation", item.Id))));
        if (events.Count > Kept)
        {
            events.Dequeue();
        }
    }

    private static ImmutableSortedDictionary<string, string> Links(params (string Name, string? Id)[] links) => links.Where(link => link.Id is not null).ToImmutableSortedDictionary(link => link.Name, link => link.Id!, StringComparer.Ordinal);
}
