using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Tests.Hub;

namespace Liaison.Tests.Sessions;

/// <summary>CloudEvents about sessions, as a contact centre writes them.</summary>
internal static class Facts
{
    public const string Source = "urn:norchester:pbx";

    public static JsonObject Of(string type, string subject, string id, string time, object? data = null) => new()
    {
        ["specversion"] = "1.0", ["id"] = id, ["source"] = Source, ["type"] = "liaison.session." + type, ["subject"] = subject, ["time"] = time,
        ["data"] = JsonSerializer.SerializeToNode(data ?? new { }),
    };

    public static object Agent(string id = "7", string name = "Jane Roe", string email = "Jane.Roe@norchester.example") => new { id, name, email };

    /// <summary>A call as it went, from ringing to wrapped up.</summary>
    public static IReadOnlyList<JsonObject> Call(string subject = "call-1", string day = "2026-03-02") =>
    [
        Of("started", subject, subject + "-1", $"{day}T09:00:00Z", new
        {
            channel = "voice", direction = "inbound", ani = "+44 20 7946 0018", dnis = "+44 161 496 0000", queue = "Housing", campaign = "Repairs",
            customer = new { firstName = "Ann", lastName = "O'Neil", email = "ann@example.org", phone = "+44 20 7946 0018" }, items = new { account = "A-77" },
        }),
        Of("state", subject, subject + "-2", $"{day}T09:00:00.5Z", new { state = "queued" }),
        Of("agent.offered", subject, subject + "-3", $"{day}T09:00:05Z", new { agent = Agent(), interaction = "leg-1", queue = "Housing" }),
        Of("agent.answered", subject, subject + "-4", $"{day}T09:00:10Z", new { agent = Agent(), interaction = "leg-1" }),
        Of("said", subject, subject + "-5", $"{day}T09:00:20Z", new { lines = new object[] { new { speaker = "customer", text = "My boiler is out.", at = $"{day}T09:00:15Z" }, new { speaker = "agent", who = "Jane", text = "I see." } } }),
        Of("note", subject, subject + "-6", $"{day}T09:03:00Z", new { key = "n1", text = "Wants a call back", who = "Jane Roe" }),
        Of("tagged", subject, subject + "-7", $"{day}T09:03:01Z", new { add = new[] { "vip", "boiler" } }),
        Of("agent.left", subject, subject + "-8", $"{day}T09:05:00Z", new { agent = Agent(), interaction = "leg-1" }),
        Of("ended", subject, subject + "-9", $"{day}T09:05:01Z"),
        Of("disposition", subject, subject + "-10", $"{day}T09:05:30Z", new { disposition = "Resolved", subDisposition = "By phone" }),
        Of("wrapped-up", subject, subject + "-11", $"{day}T09:06:00Z"),
        Of("recording", subject, subject + "-12", $"{day}T09:10:00Z", new { key = "rec-1", name = "call.wav", contentType = "audio/wav", url = "https://pbx.example/rec/1", seconds = 290.5, part = 1 }),
    ];

    public static Task<Answer> Tell(this HubClient client, params IReadOnlyList<JsonNode> events) => client.Tell(Batch(events));

    public static Task<Answer> Tell(this HubClient client, HttpContent content) => client.Send(HttpMethod.Post, "/api/v1/events", content);

    public static HttpContent Batch(IReadOnlyList<JsonNode> events) => Content("[" + string.Join(',', events.Select(e => e.ToJsonString())) + "]", "application/cloudevents-batch+json");

    public static HttpContent One(JsonNode one) => Content(one.ToJsonString(), "application/cloudevents+json");

    public static HttpContent Content(string text, string type) => new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue(type));
}
