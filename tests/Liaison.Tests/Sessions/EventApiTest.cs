using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Liaison.Tests.Cases;
using Liaison.Tests.Hub;
using Xunit;

namespace Liaison.Tests.Sessions;

/// <summary>Facts come in over the API; a session comes out.</summary>
public sealed class EventApiTest(PostgresFixture postgres)
{
    private static readonly (string Body, int Status)[] Hostile =
    [
        ("""{"specversion":"1.0","id":"a\ud800","source":"s","type":"liaison.session.note","subject":"s","time":"2026-03-02T09:00:00Z","data":{"text":"x"}}""", 422),
        ("""{"specversion":"1.0","id":"a","source":"s","type":"liaison.session.note","subject":"s","time":"2026-03-02T09:00:00Z","data":{"text":"half \udc00 a pair"}}""", 422),
        ("""{"specversion":"1.0","id":"a","source":"s","type":"liaison.session.note","subject":"s","time":"2026-03-02T09:00:00Z","data":{"te\ud800xt":"x"}}""", 422),
        ("""{"specversion":"1.0","id":"a","source":"s","type":"liaison.session.note","subject":"s","time":"2026-03-02T09:00:00Z","data":{"text":"nul \u0000"}}""", 422),
        ("""{"specversion":"1.0","id":"a","source":"s","type":"liaison.session.items","subject":"s","time":"2026-03-02T09:00:00Z","data":{"items":{"a\u0000b":"x"}}}""", 422),
        ("""{"specversion":"0.3","id":"a","source":"s","type":"liaison.session.note","subject":"s","time":"2026-03-02T09:00:00Z","data":{"text":"x"}}""", 422),
        ("""{"specversion":"1.0","id":"a","source":"liaison/sessions","type":"liaison.session.note","subject":"s","time":"2026-03-02T09:00:00Z","data":{"text":"x"}}""", 422),
        ("""{"specversion":"1.0","id":"a","source":"s","type":"liaison.session.note","subject":"s","time":"2026-03-02T09:00:00Z","data_base64":"eA=="}""", 422),
        ("""{"specversion":"1.0","id":"a","source":"s","type":"liaison.session.note","subject":"s","time":"2026-03-02T09:00:00Z","data":"text"}""", 422),
        ("""{"specversion":"1.0","id":"a","source":"s","type":"liaison.session.recording","subject":"s","time":"2026-03-02T09:00:00Z","data":{"size":1e400}}""", 422),
        ("""[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]""", 400),
        ("""{"specversion":""", 400),
        ("null", 422),
    ];

    [Fact]
    public async Task A_call_is_told_in_a_batch_and_the_session_is_there_whole()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var pbx = await hub.WithKey("sessions:write");
        var session = await Told(pbx, [.. Facts.Call()]);
        Assert.Equal("voice", (string?)session["channel"]);
        Assert.Equal("Ann O'Neil", (string?)session["customer"]!["name"]);
        Assert.Equal("+44 20 7946 0018", (string?)session["customer"]!["phone"]);
        Assert.Equal("+442079460018", (string?)session["customer"]!["phoneE164"]);
        Assert.Equal("+442079460018", (string?)session["ani"]);
        Assert.Equal("+441614960000", (string?)session["dnis"]);
        Assert.Equal("answered", (string?)session["status"]);
        Assert.Equal("Jane Roe", (string?)session["agent"]!["name"]);
        Assert.Equal("Housing", (string?)session["queue"]);
        Assert.Equal(301, session["seconds"]!.GetValue<double>());
        Assert.Equal("2026-03-02T09:00:10+00:00", (string?)session["answeredAt"]);
        Assert.Equal(["My boiler is out.", "I see."], session["transcript"]!.AsArray().Select(l => (string?)l!["text"]));
        Assert.Equal(["boiler", "vip"], session["tags"]!.AsArray().Select(t => (string?)t));
        Assert.Equal("https://pbx.example/rec/1", (string?)session["files"]![0]!["url"]);
        Assert.Equal("A-77", (string?)session["items"]!["account"]);
    }

    [Fact]
    public async Task Facts_that_come_backwards_twice_and_one_by_one_give_the_same_session()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var pbx = await hub.WithKey("sessions:write");
        var inOrder = await Told(pbx, [.. Facts.Call("call-A")]);
        foreach (var fact in Facts.Call("call-B").Reverse())
        {
            Assert.Equal(1, (await pbx.Tell(Facts.One(fact))).Json["accepted"]!.GetValue<int>());
            Assert.Equal(1, (await pbx.Tell(Facts.One(fact))).Json["known"]!.GetValue<int>());
        }
        var backwards = (await pbx.Get($"/api/v1/sessions/{await IdOf(pbx, "call-B")}")).Json;
        // The number of changes tells how they came; ids differ; everything else is the same.
        Assert.Equal(Plain(inOrder, "call-A"), Plain(backwards, "call-B"));
        Assert.Equal(24L, await hub.Sql<long>("select count(*) from events where type like 'liaison.session.%'"));

        static string Plain(JsonNode session, string name)
        {
            var copy = session.DeepClone().AsObject();
            foreach (var own in new[] { "id", "url", "version" })
            {
                copy.Remove(own);
            }
            return copy.ToJsonString().Replace(name, "it", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Facts_that_many_tell_at_once_about_one_session_are_all_in_it()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        await using var second = await SecondHub.Start(hub);
        using var here = await hub.WithKey("sessions:write");
        using var there = second.Client(await hub.Key(null, "sessions:write"));
        var facts = Enumerable.Range(0, 60).Select(n => Facts.Of("said", "busy", $"b{n}", "2026-03-02T09:00:00Z", new { lines = new[] { new { key = $"k{n}", speaker = "customer", text = $"Line {n}" } } })).ToList();
        // Half to each of two processes, every seventh to both.
        var answers = await Task.WhenAll(facts.SelectMany((fact, n) => n % 7 == 0 ? new[] { here.Tell(Facts.One(fact)), there.Tell(Facts.One(fact)) } : [n % 2 == 0 ? here.Tell(Facts.One(fact)) : there.Tell(Facts.One(fact))]));
        Assert.All(answers, a => Assert.True(a.Status == 202, a.Text));
        Assert.Equal(60, answers.Sum(a => a.Json["accepted"]!.GetValue<int>()));
        var session = (await here.Get($"/api/v1/sessions/{await IdOf(here, "busy")}")).Json;
        Assert.Equal(60, session["transcript"]!.AsArray().Count);
    }

    [Fact]
    public async Task One_event_comes_in_binary_mode_with_its_attributes_in_headers()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var pbx = await hub.WithKey("sessions:write");
        var content = Facts.Content("""{"channel":"inbox","customer":{"name":"Zoë"}}""", "application/json");
        foreach (var (name, value) in new[] { ("specversion", "1.0"), ("id", "x1"), ("source", "urn:mail"), ("type", "liaison.session.started"), ("subject", "m%C3%A41"), ("time", "2026-03-02T10:00:00+01:00") })
        {
            content.Headers.Add("ce-" + name, value);
        }
        var told = await pbx.Tell(content);
        Assert.True(told.Status == 202, told.Text);
        var session = (await pbx.Get($"/api/v1/sessions/{(string?)told.Json["sessions"]![0]}")).Json;
        Assert.Equal(("mä1", "inbox", "2026-03-02T09:00:00+00:00"), ((string?)session["externalId"], (string?)session["channel"], (string?)session["startedAt"]));
    }

    [Fact]
    public async Task The_good_of_a_batch_are_taken_and_the_bad_are_listed_with_their_place_and_reason()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var pbx = await hub.WithKey("sessions:write");
        var future = DateTimeOffset.Parse("2126-01-01T00:00:00Z", null);
        JsonNode[] batch =
        [
            Facts.Of("note", "s", "1", "2026-03-02T09:00:00Z", new { text = "Good" }),
            Facts.Of("notes", "s", "2", "2026-03-02T09:00:00Z"),
            Facts.Of("note", "s", "3", future.ToString("O")),
            Facts.Of("note", "s", "4", "2026-03-02 09:00"),
            Facts.Of("note", "s", "5", "2026-03-02T09:00:00Z", new { txt = "Typing error" }),
            Facts.Of("said", "s", "6", "2026-03-02T09:00:00Z", new { lines = new[] { new { speaker = "customer", text = new string('x', 32_001) } } }),
            Facts.Of("state", "", "7", "2026-03-02T09:00:00Z", new { state = "queued" }),
            JsonValue.Create(7)!,
            Facts.Of("started", "s", "9", "2026-03-02T09:00:00Z", new { startedAt = "2126-01-01T00:00:00Z" }),
            Facts.Of("recording", "s", "10", "2026-03-02T09:00:00Z", new { url = "javascript:alert(1)" }),
        ];
        var answer = await pbx.Tell(batch);
        Assert.True(answer.Status == 202, answer.Text);
        Assert.Equal(1, answer.Json["accepted"]!.GetValue<int>());
        Assert.Equal(
            [(1, "/type", "unknown-type"), (2, "/time", "time-out-of-bounds"), (3, "/time", "not-a-time"), (4, "/data/txt", "unknown-field"), (5, "/data/lines/0/text", "too-long"), (6, "/subject", "malformed"), (7, "", "not-an-event"), (8, "/data/startedAt", "time-out-of-bounds"), (9, "/data/url", "not-a-link")],
            answer.Json["refused"]!.AsArray().Select(r => (r!["index"]!.GetValue<int>(), r["problems"]![0]!["at"]!.GetValue<string>(), r["problems"]![0]!["code"]!.GetValue<string>())));
        Assert.Contains("is in the future (it is ", answer.Text, StringComparison.Ordinal);

        var none = await pbx.Tell(batch[1..3]);
        Assert.Equal((422, "invalid-event"), (none.Status, none.Code));
        Assert.Equal(["/0/type", "/1/time"], none.Json["problems"]!.AsArray().Select(p => (string?)p!["at"]));
    }

    [Fact]
    public async Task A_hostile_event_is_refused_in_clear_words()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var pbx = await hub.WithKey("sessions:write");
        foreach (var (body, status) in Hostile)
        {
            var answer = await pbx.Tell(Facts.Content(body, "application/cloudevents+json"));
            Assert.True(answer.Status == status && answer.Code is not null, $"{body}: {answer.Status} {answer.Text}");
        }
    }

    [Fact]
    public async Task Only_who_may_tells_facts_and_only_as_events()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var reader = await hub.WithKey("sessions:read");
        using var writer = await hub.WithKey("sessions:write");
        using var admin = await hub.SignIn();
        var fact = Facts.Call()[0];
        Assert.Equal(403, (await reader.Tell(Facts.One(fact))).Status);
        Assert.Equal(202, (await admin.Tell(Facts.One(fact))).Status);
        Assert.Equal((415, "wrong-content-type"), Short(await writer.Tell(Facts.Content(fact.ToJsonString(), "application/json"))));
        Assert.Equal((413, "too-large"), Short(await writer.Tell(Facts.Content("[" + string.Join(',', Enumerable.Repeat("1", 2_001)) + "]", "application/cloudevents-batch+json"))));
        writer.Http.DefaultRequestHeaders.ExpectContinue = true;
        Assert.Equal((413, "too-large"), Short(await writer.Tell(Facts.Content("[\"" + new string('x', 9 * 1024 * 1024) + "\"]", "application/cloudevents-batch+json"))));
        Assert.Equal(202, (await writer.Tell(Facts.Content("[]", "application/cloudevents-batch+json"))).Status);
        Assert.Equal(401, (await hub.Anonymous().Tell(Facts.One(fact))).Status);

        static (int, string?) Short(Answer answer) => (answer.Status, answer.Code);
    }

    [Fact]
    public async Task A_session_that_is_full_refuses_what_does_not_fit_and_the_rest_of_the_batch_is_taken()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var pbx = await hub.WithKey("sessions:write");
        var tags = Facts.Of("tagged", "s", "1", "2026-03-02T09:00:00Z", new { add = Enumerable.Range(0, 100).Select(n => $"t{n}") });
        var more = Facts.Of("tagged", "s", "2", "2026-03-02T09:00:01Z", new { add = new[] { "one more" } });
        var note = Facts.Of("note", "s", "3", "2026-03-02T09:00:02Z", new { text = "Still fits" });
        var answer = await pbx.Tell(tags, more, note);
        Assert.Equal(2, answer.Json["accepted"]!.GetValue<int>());
        Assert.Equal((1, "session-full"), (answer.Json["refused"]![0]!["index"]!.GetValue<int>(), (string?)answer.Json["refused"]![0]!["problems"]![0]!["code"]));
        // It is not known either: once a tag was taken off, it fits.
        Assert.Equal(0L, await hub.Sql<long>("select count(*) from event_keys where external_id = '2'"));
    }

    private static async Task<JsonNode> Told(HubClient client, JsonNode[] facts)
    {
        var told = await client.Tell(facts);
        Assert.True(told.Status == 202, told.Text);
        Assert.Equal(facts.Length, told.Json["accepted"]!.GetValue<int>());
        return (await client.Get($"/api/v1/sessions/{(string?)told.Json["sessions"]!.AsArray().Single()}")).Json;
    }

    private static async Task<string> IdOf(HubClient client, string externalId) =>
        (await client.Get($"/api/v1/sessions?source={Facts.Source}&externalId={externalId}")).Json["items"]!.AsArray().Single()!["id"]!.GetValue<string>();
}
