using System.Text.Json.Nodes;
using Liaison.Tests.Sessions;

namespace Liaison.Tests.Conversations;

/// <summary>One conversation with one person, and the facts that a contact centre tells of it.</summary>
public sealed record Talk(string Subject, string Channel = "chat", string? Email = null, string? Phone = null, string Name = "Ngozi Adeyemi", string? Company = "Adeyemi & Daughters", string Agent = "alice.archer@example.com", string? Campaign = "Repairs")
{
    private const string Day = "2026-03-02T";

    public IReadOnlyList<JsonObject> Whole => [Started(), Answered(), Said("The bins were not taken.", "I will see to it."), Ended()];

    public JsonObject Started(object? items = null) => Of("started", "09:00:00Z", new
    {
        channel = Channel, direction = "inbound", queue = "Housing", campaign = Campaign, requestPage = "https://norchester.example/bins", customer = Customer, items = items ?? new { account = "A-77" },
    });

    public JsonObject Answered() => Of("agent.answered", "09:00:10Z", new { agent = new { id = "7", name = "Alice Archer", email = Agent }, interaction = "leg-1" });

    public JsonObject Said(params string[] lines) =>
        Of("said", "09:01:00Z", new { lines = lines.Select((text, n) => new { speaker = n % 2 == 0 ? "customer" : "agent", who = n % 2 == 0 ? Name : "Alice", text, at = $"{Day}09:01:{n % 60:00}Z" }).ToArray() });

    public JsonObject Note(string text) => Of("note", "09:04:00Z", new { key = "n1", text, who = "Alice Archer" });

    public JsonObject Ended() => Of("ended", "09:05:00Z", new { });

    public JsonObject WrappedUp(string disposition, string sub = "By phone") => Of("wrapped-up", "09:06:00Z", new { disposition, subDisposition = sub });

    public JsonObject Disposition(string disposition) => Of("disposition", "09:30:00Z", new { disposition });

    public JsonObject Recording(string url) => Of("recording", "09:40:00Z", new { key = "rec-1", name = "call.wav", contentType = "audio/wav", url, seconds = 290.5, part = 1 });

    /// <summary>A message left while nobody was there.</summary>
    public JsonObject Offline(string text) => Of("offline.received", "20:00:00Z", new { text, requestPage = "https://norchester.example/bins", customer = Customer });

    public JsonObject Of(string type, string time, object data) => Facts.Of(type, Subject, $"{Subject}-{type}-{time}", Day + time, data);

    private JsonObject Customer
    {
        get
        {
            var customer = new JsonObject { ["name"] = Name };
            foreach (var (name, value) in new[] { ("email", Email), ("phone", Phone), ("company", Company) })
            {
                if (value is not null)
                {
                    customer[name] = value;
                }
            }
            return customer;
        }
    }
}
