using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Conversations;
using Liaison.Sandbox.Kustomer.Customers;
using Liaison.Sandbox.Kustomer.Objects;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer;

/// <summary>Invented people and companies to begin with. Some numbers are written as old data has them.</summary>
public static class Seed
{
    public const string FirstDay = "2026-01-05T08:00:00.000Z";

    public static readonly string Org = Id(0x01, 1);

    /// <summary>Whom the key works as.</summary>
    public static readonly string Machine = Id(0x08, 1);

    /// <summary>A person who works in the organisation's own screens.</summary>
    public static readonly string Alice = Id(0x08, 2);

    public static string Id(int kind, int number) => string.Create(CultureInfo.InvariantCulture, $"5f{kind:x2}0311000000000000{number:x4}");

    /// <summary>A change that a person of the organisation makes, who may do anything.</summary>
    public static ApiCall ByPerson(KustomerStandIn org, string method = "POST") => new(org, method, [""], new Dictionary<string, string>(StringComparer.Ordinal), Body: null, Alice, Origin: "", RawPath: "") { Client = "kustomer-web", Trusted = true };

    public static void Plant(KustomerStandIn org)
    {
        lock (org.Store.Gate)
        {
            var call = ByPerson(org);
            People(org);
            Kinds(org);
            Companies(call);
            Customers(call);
            Timelines(call);
        }
    }

    private static void People(KustomerStandIn org)
    {
        User(1, "Liaison", "liaison@demo.example", "machine");
        User(2, "Alice Archer", "alice.archer@example.com", "user");
        User(3, "Bob Baker", "bob.baker@example.com", "user");
        User(4, "Carol Cooper", "carol.cooper@example.com", "user");
        User(5, "Dan Dyer", "dan.dyer@example.com", "user", gone: true);
        User(6, "Grace Green", "grace.green@example.com", "user");
        Put("team", Id(0x09, 1), new { name = "Front desk", displayName = "Front desk", members = new[] { Id(0x08, 2), Id(0x08, 3) }, createdAt = FirstDay, updatedAt = FirstDay });
        foreach (var (number, name, type) in new[] { (1, "Available", "available"), (2, "Away", "unavailable"), (3, "Busy on call", "busy"), (4, "Wrap up", "busy") })
        {
            Put("routing_status", Id(0x0d, number), new { name, statusType = type, system = true, createdAt = FirstDay, updatedAt = FirstDay });
        }

        void User(int number, string name, string email, string type, bool gone = false) => Put("user", Id(0x08, number), new
        {
            displayName = name, name, email, emailVerifiedAt = FirstDay, userType = type, roles = new[] { type == "machine" ? "org.permission" : "org.user" }, deletedAt = gone ? FirstDay : null, createdAt = FirstDay, updatedAt = FirstDay,
        });

        void Put(string type, string id, object attributes) => org.Store.Put(new Item(type, id, JsonSerializer.SerializeToNode(attributes)!.AsObject(), ImmutableSortedDictionary<string, string>.Empty));
    }

    /// <summary>Custom attributes of the usual records, and two kinds of custom objects.</summary>
    private static void Kinds(KustomerStandIn org)
    {
        Declare("customer", ("loyaltyNumberStr", "Loyalty number", null), ("lastCallAt", "Last call", null), ("vipBool", "VIP", null), ("spentNum", "Spent", null));
        Declare("conversation", ("interactionIdStr", "Interaction id", null), ("dispositionStr", "Disposition", null), ("dispositionNotesTxt", "Disposition notes", null), ("queueStr", "Queue", null), ("talkSecondsNum", "Talk time (s)", null),
            ("startedAt", "Started", null), ("recordedBool", "Recorded", null), ("recordingUrl", "Recording", null), ("reasonStr", "Reason", ["Delivery", "Invoice", "Fault", "Other"]));
        Declare("message", ("agentStr", "Agent", null));
        Declare("company", ("accountNumberStr", "Account number", null));
        Klass(1, "order", "Order", "shopping", ("orderNumberStr", "Order number", null), ("orderTotalNum", "Total", null), ("orderCreatedAt", "Ordered", null), ("orderStatusStr", "Status", ["open", "fulfilled", "cancelled"]));
        Klass(2, "call", "Call", "phone", ("interactionIdStr", "Interaction id", null), ("directionStr", "Direction", null), ("talkSecondsNum", "Talk time (s)", null), ("startedAt", "Started", null), ("agentStr", "Agent", null), ("summaryTxt", "Summary", null));

        void Klass(int number, string name, string display, string icon, params (string Name, string Display, string[]? Values)[] properties)
        {
            org.Store.Put(new Item("klass", Id(0x0a, number), new JsonObject { ["name"] = name, ["displayName"] = display, ["icon"] = icon, ["color"] = "", ["appDisabled"] = false, ["status"] = "enabled", ["mixins"] = new JsonArray("assignable"), ["updatedAt"] = FirstDay, ["createdAt"] = FirstDay }, ImmutableSortedDictionary<string, string>.Empty));
            Declare(name, properties);
        }

        void Declare(string resource, params (string Name, string Display, string[]? Values)[] properties)
        {
            var all = new JsonObject();
            foreach (var (name, display, values) in properties)
            {
                var one = new JsonObject { ["type"] = CustomRule.Types[CustomRule.SuffixOf(name)!], ["displayName"] = display, ["modifiedBy"] = Alice, ["modifiedAt"] = FirstDay, ["updatedAt"] = FirstDay };
                if (values is not null)
                {
                    one["enumeration"] = new JsonArray([.. values.Select(value => (JsonNode)value)]);
                }

                all[name] = one;
            }

            MetadataResource.Declare(org, resource, all);
        }
    }

    private static void Companies(ApiCall call)
    {
        Company(1, "Harbour Lights Hotel", "A-1001");
        Company(2, "O'Hara & Sons (Plumbing)", "A-1002");
        Company(3, "Bluebonnet Freight", "A-1003");

        void Company(int number, string name, string account) => CompanyResource.Create(call, Body(new { id = Id(0x10, number), name, externalId = account, custom = new { accountNumberStr = account } }));
    }

    private static void Customers(ApiCall call)
    {
        Customer(1, 1, "Hannah Marsh", ["+442079460958", "+447700900123"], "hannah.marsh@example.com", "C-2001");
        Customer(2, 2, "Liam O'Hara", ["+441134960123", "+447700900456"], "liam@ohara.example", "C-2002");
        Customer(3, 3, "Anne-Marie Duval", ["15127576000", "5125550147"], "am.duval@bluebonnet.example", "C-2003", shared: "+15125550110");
        Customer(4, 3, "Jo Park", ["+15125550198"], "jo.park@bluebonnet.example", "C-2004", shared: "+15125550110");
        Customer(5, 0, "Zofia Nowak", ["+48600555012"], "zofia.nowak@example.pl", "C-2005");
        Customer(6, 0, "Sam Loner", ["442079460100"], "sam.loner@example.com", null);
        Customer(7, 0, "Priya Shah", ["+447700900789", "01614960777"], "priya@shah.example", null);

        void Customer(int number, int company, string name, string[] phones, string email, string? external, string? shared = null)
        {
            var body = Body(new
            {
                id = Id(0x20, number), name, emails = new[] { new { type = "work", email, verified = true } }, phones = phones.Select(phone => new { type = "mobile", phone, verified = false }),
                sharedPhones = shared is null ? [] : new[] { new { type = "work", phone = shared, verified = false } }, custom = new { vipBool = number == 1 },
            });
            if (external is not null)
            {
                body["externalId"] = external;
            }

            if (company > 0)
            {
                body["company"] = Id(0x10, company);
            }

            CustomerResource.Create(call, body);
        }
    }

    private static void Timelines(ApiCall call)
    {
        Talk(1, 1, "No hot water in room 12", "The boiler in room 12 has no hot water since this morning.");
        Talk(2, 3, "Invoice 4711 is wrong", "I was charged twice on invoice 4711.");
        Talk(3, 4, "Parcel not delivered", "The parcel was promised for Monday.");
        KObjectResource.Create(call, "order", Body(new { title = "Order 4711", externalId = "ORD-4711", custom = new { orderNumberStr = "4711", orderTotalNum = 64.67, orderStatusStr = "open" } }), call.Store.Find("customer", Id(0x20, 3)));

        void Talk(int number, int customer, string name, string text)
        {
            var conversation = ConversationResource.Create(call, Body(new { id = Id(0x40, number), customer = Id(0x20, customer), name, status = "open", direction = "in", priority = 3 }), customer: null);
            MessageResource.Create(call, Body(new { id = Id(0x50, number), channel = "email", app = "postmark", direction = "in", preview = text, subject = name }), conversation);
        }
    }

    private static JsonObject Body(object values) => JsonSerializer.SerializeToNode(values)!.AsObject();
}
