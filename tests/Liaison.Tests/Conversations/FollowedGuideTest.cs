using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Liaison.Core.Identification;
using Liaison.Core.Memorialisation;
using Liaison.Hub.Road;
using Liaison.Tests.Conventions;
using Liaison.Tests.Hub;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace Liaison.Tests.Conversations;

/// <summary>The guide to Salesforce as an administrator follows it: what it says is on our pages and in the form, and what it has them do over there leads to a connection.</summary>
public sealed partial class FollowedGuideTest(PostgresFixture postgres)
{
    private static readonly string Guide = Read("docs/guide/salesforce.md");

    [Fact, Trait("row", "A115"), Trait("row", "A116"), Trait("row", "A175"), Trait("row", "A236")]
    public async Task The_settings_are_where_the_guide_says_and_nothing_works_before_the_integration_is_switched_on()
    {
        await using var hub = await TalkHub.Start(postgres);
        var words = JsonNode.Parse(Read("web/shared/i18n/en/integrations.json"))!["integrations"]!;
        string[] path = ["Integrations", (string)words["available"]!, ((string)words["connectTo"]!).Replace("{{name}}", "Salesforce", StringComparison.Ordinal), (string)words["tab"]!["general"]!];
        Assert.All(path, step => Assert.Contains($"*{step}*", Section("4. Settings"), StringComparison.Ordinal));
        Assert.Contains($"**{words["enabled"]}**", Section("4. Settings"), StringComparison.Ordinal);
        Assert.All(new[] { "path: '/integrations'", "path: '/integrations/$connectionId'" }, route => Assert.Contains(route, Read("web/admin/integrations/routes.ts"), StringComparison.Ordinal));

        var card = Assert.Single((await hub.Admin.Get("/api/v1/connectors")).Json["items"]!.AsArray(), c => (string?)c!["kind"] == "salesforce")!;
        Assert.Equal("Salesforce", (string?)card["name"]);
        Assert.All(card["settings"]!.AsArray(), field => Assert.Contains($"**{field!["label"]}**", Section("4. Settings"), StringComparison.Ordinal));
        var made = await hub.Admin.Post("/api/v1/connections", new { kind = "salesforce", name = "Untouched" });
        Assert.False((bool)made.Json["enabled"]!);

        await hub.Enable(false);
        await hub.Choose("support");
        await hub.Tell(new Talk("chat-1", Email: "switch@adeyemi.example").Started());
        Assert.Empty((await hub.Session("chat-1"))["deliveries"]!.AsArray());
        await hub.Enable(true);
        await hub.Tell(new Talk("chat-2", Email: "switch@adeyemi.example").Started());
        await hub.Delivered();
        Assert.Single(await hub.Records("Contact", ("Email", "switch@adeyemi.example")));
    }

    [Fact, Trait("row", "A195")]
    public async Task Save_keeps_settings_rules_and_choices_and_nothing_is_kept_before()
    {
        await using var hub = await TalkHub.Start(postgres);
        var path = $"/api/v1/connections/{hub.Connection}";
        var policy = await hub.Choose("sales", p => p with { Filing = new Filing(DefaultOwnerEmail: "bob.baker@example.com") });
        var rules = hub.Vocabulary.Identification with { ReuseDays = 3, DefaultRegion = "GB" };
        await hub.Save("identification", rules);
        var before = await hub.Admin.Get(path);
        var settings = before.Json["settings"]!.DeepClone();
        settings["timeoutSeconds"] = 33;
        Assert.Equal(200, (await hub.Admin.Put(path, new { name = "Salesforce", enabled = true, settings }, before.Version)).Status);

        hub.Get<Setups>().ForgetAll();
        Assert.Equal(33, (int)(await hub.Admin.Get(path)).Json["settings"]!["timeoutSeconds"]!);
        Assert.Equal("bob.baker@example.com", (string?)(await hub.Admin.Get(path + "/conversations")).Json["policy"]!["filing"]!["defaultOwnerEmail"]);
        Assert.Equal(3, (int)(await hub.Admin.Get(path + "/identification")).Json["rules"]!["reuseDays"]!);
        Assert.Equal(policy.Triggers.Count, (await hub.Get<Setups>().Of(hub.Tenant.Id, CancellationToken.None)).Conversations[hub.Connection.Value].Triggers.Count);
        // Whoever saves over what somebody else has saved meanwhile is told, and nothing is kept.
        Assert.Equal(412, (await hub.Admin.Put(path, new { name = "Salesforce", enabled = true, settings }, before.Version)).Status);
        settings["duplicates"] = "perhaps";
        var refused = await hub.Admin.Put(path, new { name = "Salesforce", enabled = true, settings }, (await hub.Admin.Get(path)).Version);
        Assert.Equal((422, "unknown-choice"), (refused.Status, (string?)refused.Json["problems"]![0]!["code"]));
    }

    [Fact, Trait("row", "A178"), Trait("row", "A182")]
    public async Task An_app_that_is_made_as_the_guide_says_lets_us_in_and_one_without_our_redirect_url_does_not()
    {
        await using var hub = await TalkHub.Start(postgres);
        var section = Section("2. An app in Salesforce");
        Assert.All(new[] { "*New External Client App*", "**Callback URL**", "Consumer Key and Secret" }, step => Assert.Contains(step, section, StringComparison.Ordinal));
        var scopes = ScopesOf().Match(section).Value;
        var authorization = $"/api/v1/connections/{hub.Connection}/authorization";
        var start = new Uri((string)(await hub.Admin.Post(authorization, new { })).Json["url"]!);
        Assert.All(QueryHelpers.ParseQuery(start.Query)["scope"].ToString().Split(' '), scope => Assert.Contains(scope, scopes, StringComparison.Ordinal));

        await hub.Setting(new { redirectUris = new[] { "https://elsewhere.example/callback" }, requirePkce = true, rotateRefreshTokens = true });
        Assert.Contains("redirect_uri_mismatch", (await hub.SignInThere([new("allow", "yes")])).Page, StringComparison.Ordinal);
        await hub.Setting(new { redirectUris = new[] { (string)(await hub.Admin.Get(authorization)).Json["redirectUrl"]! } });
        await hub.RevokeAll();
        await hub.Grant();
        Assert.Equal("connected", (string?)(await hub.Admin.Get(authorization)).Json["state"]);
    }

    [Fact, Trait("row", "A237")]
    public async Task The_form_offers_production_and_sandbox_and_a_test_says_which_it_is()
    {
        await using var hub = await TalkHub.Start(postgres);
        var form = (await hub.Admin.Get("/api/v1/connectors")).Json["items"]!.AsArray().Single(c => (string?)c!["kind"] == "salesforce")!["settings"]!.AsArray();
        Assert.Equal([("Production", "https://login.salesforce.com"), ("Sandbox", "https://test.salesforce.com")],
            form.Single(f => (string?)f!["name"] == "loginHost")!["links"]!.AsArray().Select(l => ((string)l!["label"]!, (string)l["url"]!)));
        var tried = await hub.Admin.Post($"/api/v1/connections/{hub.Connection}/test", new { });
        Assert.Contains("Environment: sandbox", tried.Text, StringComparison.Ordinal);
        Assert.Equal(["useExisting", "saveAnyway", "fail"], form.Single(f => (string?)f!["type"] == "choice")!["choices"]!.AsArray().Select(c => (string?)c!["value"]));
    }

    [Fact, Trait("row", "A246"), Trait("row", "A247")]
    public async Task The_user_made_for_Liaison_signs_in_with_the_code_from_its_mailbox_and_what_is_nobody_s_belongs_to_it()
    {
        Assert.Contains("*integration user*", Section("3. A user for Liaison"), StringComparison.Ordinal);
        Assert.Contains("**verification code**", Section("5. Connect"), StringComparison.Ordinal);
        Assert.Contains("mailbox", (string?)JsonNode.Parse(Read("web/shared/i18n/en/salesforce.json"))!["authorization"]!["help"], StringComparison.Ordinal);
        await using var hub = await TalkHub.Start(postgres);
        Assert.Contains((await hub.Admin.Get("/api/v1/connectors")).Json["items"]!.AsArray().Single(c => (string?)c!["kind"] == "salesforce")!["notices"]!.AsArray(), n => ((string)n!).Contains("a user of its own", StringComparison.Ordinal));

        await hub.RevokeAll();
        await hub.Setting(new { verifyIdentity = true });
        var asked = await hub.SignInThere([new("allow", "yes")]);
        Assert.Contains("Verify your identity", asked.Page, StringComparison.Ordinal);
        Assert.Contains("integration@liaison.example", asked.Page, StringComparison.Ordinal);
        var wrong = await hub.SignInThere([new("allow", "yes"), new("verification", "x")], asked.Start);
        Assert.Contains("not the one", wrong.Page, StringComparison.Ordinal);
        var mail = Assert.Single((await hub.Mail()).AsArray())!;
        Assert.Equal("integration@liaison.example", (string?)mail["to"]);
        var back = await hub.SignInThere([new("allow", "yes"), new("verification", (string)mail["code"]!)], asked.Start);
        Assert.NotNull(back.Location);
        Assert.Equal(200, (await hub.Admin.Get(back.Location.PathAndQuery)).Status);
        var authorization = await hub.Admin.Get($"/api/v1/connections/{hub.Connection}/authorization");
        Assert.Equal(("connected", "integration@liaison.example"), ((string?)authorization.Json["state"], (string?)authorization.Json["account"]!["userName"]));

        await hub.Choose("sales");
        await hub.Tell(new Talk("chat-1", Email: "nobody@adeyemi.example", Agent: "stranger@example.com").Whole);
        await hub.Delivered();
        Assert.Equal((string?)Assert.Single(await hub.Records("User", ("Username", "integration@liaison.example")))["id"], (string?)(await hub.RecordOf("chat-1", "Task"))["OwnerId"]);
    }

    [Fact, Trait("row", "A172")]
    public async Task An_agent_sees_the_customer_s_record_beside_the_chat_and_chats_and_inbox_conversations_are_there_too()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support");
        using var alice = await hub.Agent("alice.archer@example.com");
        await hub.Tell([.. new Talk("chat-1", Email: "seen@adeyemi.example", Phone: "+44 20 7946 0821", Name: "Seen Adeyemi").Whole, .. new Talk("inbox-1", "inbox", Email: "seen@adeyemi.example", Name: "Seen Adeyemi").Whole]);
        await hub.Delivered();
        var contact = Assert.Single(await hub.Records("Contact", ("Email", "seen@adeyemi.example")));
        Assert.Equal(2, (await hub.Records("Case", ("ContactId", (string)contact["id"]!))).Count);
        var id = await hub.Sql<string>("select id from sessions where external_id = 'inbox-1'");
        var shown = Assert.Single((await alice.Get($"/api/v1/sessions/{id}")).Json["records"]!.AsArray(), r => (string?)r!["recordType"] == "Contact")!;
        Assert.Contains($"/lightning/r/Contact/{contact["id"]}/view", (string?)shown["url"], StringComparison.Ordinal);
        var known = await alice.Post("/api/v1/lookups", new { connectionId = hub.Connection.Value, facts = new Dictionary<string, string> { ["customer.email"] = "seen@adeyemi.example" } });
        Assert.Equal(("Seen Adeyemi", "+44 20 7946 0821"), ((string?)known.Json["record"]!["values"]!["Name"], (string?)known.Json["record"]!["values"]!["Phone"]));
    }

    [Fact, Trait("row", "A171")]
    public async Task Where_the_source_has_an_old_and_a_new_wording_the_new_one_holds()
    {
        await using var hub = await TalkHub.Start(postgres);
        // Old: a lead is looked for by e-mail, at the chat's end. New: by the identification rules, at its start.
        await hub.Choose("sales");
        var lead = await hub.Add("Lead", new { LastName = "By number", Company = "Numbers", Phone = "020 7946 0822" });
        await hub.Save("identification", hub.Vocabulary.Identification with { DefaultRegion = "GB", Rules = [.. hub.Vocabulary.Identification.Rules.Where(r => r.RecordType == "Lead").Select(r => r with { By = [.. r.By.Where(b => b.Fact == "customer.phone")] })] });
        await hub.Tell(new Talk("chat-1", Email: "other@adeyemi.example", Phone: "+44 20 7946 0822").Started());
        await hub.Delivered();
        Assert.Equal(lead, await hub.LinkOf("chat-1", "Lead"));
        // Old: a new contact's conversation is a task under a lead. New: a case of the contact.
        await hub.Choose("support");
        await hub.Tell(new Talk("chat-2", Email: "new@adeyemi.example", Phone: "+44 20 7946 0823").Whole);
        await hub.Delivered();
        Assert.Equal(await hub.LinkOf("chat-2", "Contact"), (string?)(await hub.RecordOf("chat-2", "Case"))["ContactId"]);
        Assert.Empty(await hub.Records("Task"));
    }

    private static string Section(string heading)
    {
        var from = Guide.IndexOf("\n## " + heading, StringComparison.Ordinal);
        Assert.True(from > 0, heading);
        var end = Guide.IndexOf("\n## ", from + 4, StringComparison.Ordinal);
        return Guide[from..(end < 0 ? Guide.Length : end)];
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(SourceTree.Root, path));

    [GeneratedRegex(@"\*\*OAuth scopes\*\*[^\n]*", RegexOptions.None, 1000)]
    private static partial Regex ScopesOf();
}
