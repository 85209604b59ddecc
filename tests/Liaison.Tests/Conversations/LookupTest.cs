using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Identification;
using Xunit;

namespace Liaison.Tests.Conversations;

/// <summary>Whose record it is, asked while somebody waits: always an answer, whatever goes wrong.</summary>
public sealed class LookupTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A123"), Trait("row", "A124"), Trait("row", "A125"), Trait("row", "A126"), Trait("row", "A128"), Trait("row", "A105"), Trait("row", "A242")]
    public async Task A_caller_is_known_by_number_address_name_or_by_an_item_and_a_field()
    {
        await using var hub = await TalkHub.Start(postgres);
        var begin = hub.Vocabulary.Identification;
        await hub.Save("identification", begin with
        {
            DefaultRegion = "GB",
            Rules =
            [
                .. begin.Rules.Select(r => r.RecordType == "Contact" ? r with
                {
                    By = [.. r.By, new IdentifyBy("customer.sipAddress", MatchKind.Exact, ["Department"]), new IdentifyBy("customer.callerIdName", MatchKind.Name, ["Name"])],
                } : r.RecordType == "Case" ? r with { Enabled = true } : r),
            ],
        });
        var contact = await hub.Add("Contact", new { FirstName = "Ines", LastName = "Okafor", Phone = "(020) 7946 0777", Email = "ines@okafor.example", Department = "sip:ines@okafor.example" });
        foreach (var (fact, value) in new[] { ("customer.phone", "+442079460777"), ("customer.email", "INES@okafor.example"), ("customer.sipAddress", "sip:ines@okafor.example"), ("customer.callerIdName", "Ines Okafor") })
        {
            var known = await Ask(hub, new { connectionId = hub.Connection.Value, facts = Facts(fact, value) });
            Assert.True((string?)known["verdict"] == "match" && (string?)known["record"]!["record"] == contact, $"{fact}: {known}");
            Assert.Contains(contact, (string?)known["url"], StringComparison.Ordinal);
            Assert.Equal("(020) 7946 0777", (string?)known["record"]!["values"]!["Phone"]);
        }
        // By a call flow's variable and the field that it is compared with.
        var account = Assert.Single(await hub.Records("Account", ("AccountNumber", "A-1002")));
        var by = await Ask(hub, new { connectionId = hub.Connection.Value, facts = Facts("items.account", "A-1002"), by = new { fact = "items.account", recordType = "Account", field = "AccountNumber" } });
        Assert.Equal((string?)account["id"], (string?)by["record"]!["record"]);
        // By the digits of a case's number that a caller keyed.
        Assert.Equal("Case", (string?)(await Ask(hub, new { connectionId = hub.Connection.Value, facts = Facts("items.caseNumber", "1002") }))["record"]!["recordType"]);
        Assert.Equal("noMatch", (string?)(await Ask(hub, new { connectionId = hub.Connection.Value, facts = Facts("customer.phone", "+442079460999") }))["verdict"]);
    }

    [Fact, Trait("row", "A104"), Trait("row", "A123"), Trait("row", "A109")]
    public async Task What_a_lookup_found_for_a_session_is_where_the_session_is_written_afterwards()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support");
        // Nothing that the call tells leads to this contact; only the flow's own variable does.
        var contact = await hub.Add("Contact", new { LastName = "Keyed", Department = "K-1234" });
        var call = new Talk("call-1", "voice", Phone: "+44 20 7946 0991", Name: "Somebody");
        await hub.Tell(call.Started());
        var session = await hub.Sql<string>("select id from sessions");
        var found = await Ask(hub, new { connectionId = hub.Connection.Value, facts = Facts("items.key", "K-1234"), by = new { fact = "items.key", recordType = "Contact", field = "Department" }, sessionId = session });
        Assert.Equal(contact, (string?)found["record"]!["record"]);
        await hub.Tell(call.Answered(), call.Ended());
        await hub.Delivered();
        Assert.Equal(contact, (string?)(await hub.RecordOf("call-1", "Case"))["ContactId"]);
    }

    [Fact, Trait("row", "A127")]
    public async Task An_earlier_session_s_record_is_taken_again_for_some_days_unless_a_fresh_lookup_is_wanted()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support");
        var at = TimeProvider.System.GetUtcNow().AddHours(-3);
        var talk = new Talk("chat-1", Email: "tobi@adeyemi.example", Phone: "+44 20 7946 0888");
        var started = talk.Started();
        started["time"] = at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        await hub.Tell(started);
        await hub.Delivered();
        var contact = await hub.LinkOf("chat-1", "Contact");
        var ask = new { connectionId = hub.Connection.Value, facts = Facts("customer.phone", "+44 20 7946 0888") };
        Assert.Equal("live", (string?)(await Ask(hub, ask))["from"]);
        await hub.Save("identification", hub.Vocabulary.Identification with { ReuseDays = 7 });
        var calls = await hub.Count("api");
        foreach (var facts in new[] { Facts("customer.phone", "+442079460888"), Facts("customer.email", "Tobi@adeyemi.example") })
        {
            var again = await Ask(hub, new { connectionId = hub.Connection.Value, facts });
            Assert.Equal(("earlierSession", contact), ((string?)again["from"], (string?)again["record"]!["record"]));
        }
        Assert.Equal(calls, await hub.Count("api"));
        Assert.Equal("live", (string?)(await Ask(hub, new { connectionId = hub.Connection.Value, facts = Facts("customer.phone", "+442079460888"), fresh = true }))["from"]);
        await hub.Sql<string>("update sessions set began_at = began_at - interval '8 days'");
        Assert.NotEqual("earlierSession", (string?)(await Ask(hub, ask))["from"]);
    }

    [Fact, Trait("row", "A129"), Trait("row", "A130"), Trait("row", "A142"), Trait("row", "A103")]
    public async Task An_error_a_slow_answer_and_a_connection_switched_off_are_no_match()
    {
        await using var hub = await TalkHub.Start(postgres);
        var ask = new { connectionId = hub.Connection.Value, facts = Facts("customer.email", "hannah.marsh@example.com"), withinMs = 700 };
        var query = new { connectionId = hub.Connection.Value, query = new { recordType = "Contact", fields = new[] { "Name" }, condition = new { kind = "free", text = "Email != null" } }, withinMs = 700 };
        async Task NoMatch(string why)
        {
            var answer = await Ask(hub, ask);
            Assert.True((string?)answer["verdict"] == "noMatch" && answer["url"] is null, answer.ToJsonString());
            Assert.Contains(why, (string?)answer["why"], StringComparison.Ordinal);
            Assert.Equal("none", (string?)(await Run(hub, query))["path"]);
        }
        await hub.Fault(new { kind = "slow", milliseconds = 20_000 });
        await NoMatch("did not answer within");
        await hub.NoFaults();
        await hub.Fault(new { kind = "server-error" });
        await NoMatch("could not be searched");
        await hub.NoFaults();
        await hub.Enable(false);
        await NoMatch("switched off");
        await hub.Choose("support");
        await hub.Tell(new Talk("chat-1", Email: "off@adeyemi.example").Started());
        Assert.Empty((await hub.Session("chat-1"))["deliveries"]!.AsArray());
        await hub.Enable(true);
        Assert.Equal("match", (string?)(await Ask(hub, ask with { withinMs = 9000 }))["verdict"]);
    }

    [Fact, Trait("row", "A131"), Trait("row", "A133"), Trait("row", "A134"), Trait("row", "A135"), Trait("row", "A136"), Trait("row", "A137"), Trait("row", "A138"), Trait("row", "A139"), Trait("row", "A140"), Trait("row", "A142")]
    public async Task A_query_ends_with_one_record_the_first_all_as_CSV_or_none_and_can_be_tried_before()
    {
        await using var hub = await TalkHub.Start(postgres);
        object Of(string text) => new { recordType = "Contact", fields = new[] { "LastName", "Account.Name" }, condition = new { kind = "free", text } };
        Task<JsonNode> Go(object query, string take = "first") => Run(hub, new { connectionId = hub.Connection.Value, query, take, facts = Facts("items.city", "Austin"), withinMs = 9000 });

        var one = await Go(new { recordType = "Contact", fields = new[] { "LastName", "Account.Name" }, condition = new { kind = "one", field = "Email", @operator = "equals", value = "hannah.marsh@example.com" } });
        Assert.Equal(("single", "Marsh", "Harbour Lights Hotel"), ((string?)one["path"], (string?)one["values"]!["LastName"], (string?)one["values"]!["Account.Name"]));
        var austin = Of("Account.BillingCity = {{ items.city }}");
        Assert.Equal("single", (string?)(await Go(austin))["path"]);
        var all = await Go(austin, "all");
        Assert.Equal("multiple", (string?)all["path"]);
        Assert.Equal(["Duval", "Park"], ((string)all["values"]!["LastName"]!).Split(',').Order());
        Assert.Equal("none", (string?)(await Go(Of("LastName = 'Nobody at all'")))["path"]);

        var path = $"/api/v1/connections/{hub.Connection}";
        var tried = await hub.Admin.Post(path + "/queries/validate", new { query = austin, values = Facts("items.city", "Austin") });
        Assert.Equal((true, 2), ((bool)tried.Json["ok"]!, (int)tried.Json["count"]!));
        Assert.False((bool)(await hub.Admin.Post(path + "/queries/validate", new { query = Of("NoSuchField = 1"), values = Facts("a", "b") })).Json["ok"]!);
        Assert.Equal(422, (await hub.Admin.Post(path + "/queries/validate", new { query = Of("") })).Status);
        var fields = (await hub.Admin.Get(path + "/record-types/Contact/query-fields")).Json["items"]!.AsArray();
        Assert.Contains(fields, f => (string?)f!["opens"] == "Account");
        Assert.Contains((await hub.Admin.Get(path + "/record-types/Contact/query-fields?path=Account")).Json["items"]!.AsArray(), f => (string?)f!["path"] == "Account.Name");
    }

    [Fact, Trait("row", "A243")]
    public async Task A_person_account_is_found_by_the_caller_s_number_and_the_case_points_at_its_contact()
    {
        await using var hub = await TalkHub.Start(postgres, "personAccounts=true");
        await hub.Choose("support");
        var people = (await hub.Records("Account")).Where(a => a["IsPersonAccount"]?.GetValue<bool>() == true).ToList();
        var account = people.Count > 0 ? (string)people[0]["id"]! : await hub.Add("Account", new { LastName = "Person", FirstName = "Ona", PersonMobilePhone = "07700 900321" });
        await hub.Change("Account", account, new { PersonMobilePhone = "07700 900321" });
        await hub.Save("identification", hub.Vocabulary.Identification with { DefaultRegion = "GB", Rules = [.. hub.Vocabulary.Identification.Rules.Where(r => r.RecordType != "Contact")] });
        var known = await Ask(hub, new { connectionId = hub.Connection.Value, facts = Facts("customer.phone", "+447700900321") });
        Assert.True((string?)known["record"]?["record"] == account, known.ToJsonString());
        await hub.Tell(new Talk("call-1", "voice", Phone: "+447700900321").Whole);
        await hub.Delivered();
        var made = await hub.RecordOf("call-1", "Case");
        Assert.Equal((string?)(await hub.Record("Account", account))["PersonContactId"], (string?)made["ContactId"]);
    }

    [Fact, Trait("row", "A124"), Trait("row", "A194")]
    public async Task An_answer_of_a_moment_ago_counts_until_the_rules_change_that_made_it()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Add("Contact", new { LastName = "Digits", Phone = "020 7946 0899" });
        var rules = hub.Vocabulary.Identification with { LeastDigits = 8 };
        await hub.Save("identification", rules);
        async Task<(string? Verdict, string? From)> Now()
        {
            var answer = await Ask(hub, new { connectionId = hub.Connection.Value, facts = Facts("customer.phone", "+442079460899") });
            return ((string?)answer["verdict"], (string?)answer["from"]);
        }
        Assert.Equal(("match", "live"), await Now());
        Assert.Equal(("match", "recent"), await Now());
        await hub.Save("identification", rules with { LeastDigits = 12 });
        Assert.Equal(("noMatch", "live"), await Now());
        await hub.Save("identification", rules with { LeastDigits = 12, DefaultRegion = "GB" });
        Assert.Equal(("match", "live"), await Now());
    }

    private static Dictionary<string, string> Facts(string path, string value) => new(StringComparer.Ordinal) { [path] = value };

    private static async Task<JsonNode> Ask(TalkHub hub, object question)
    {
        var answer = await hub.Centre.Post("/api/v1/lookups", question);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    private static async Task<JsonNode> Run(TalkHub hub, object run)
    {
        var answer = await hub.Centre.Post("/api/v1/queries", run);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }
}
