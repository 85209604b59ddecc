using Xunit;

namespace Liaison.Tests.Hub;

public sealed class TemplateApiTest(PostgresFixture postgres)
{
    private static readonly object CaseType = new
    {
        name = "pothole", label = "Pothole", titleField = "place",
        fields = new object[] { new { name = "place", label = "Place", type = "text" }, new { name = "size", label = "Size", type = "choice", choices = new[] { new { value = "L", label = "Large" } } } },
        statuses = new[] { new { name = "open", label = "Open", kind = "initial" }, new { name = "closed", label = "Closed", kind = "final" } },
        dates = Array.Empty<object>(),
    };

    [Fact, Trait("row", "A17"), Trait("row", "A19"), Trait("row", "A20"), Trait("row", "A21"), Trait("row", "A22")]
    public async Task A_template_is_named_has_one_of_three_kinds_and_names_its_reference()
    {
        await using var hub = await HubFixture.Start(postgres);
        var (admin, connection) = await SetUp(hub);
        using (admin)
        {
            foreach (var kind in new[] { "create", "update", "incoming" })
            {
                var made = await admin.Post($"/api/v1/connections/{connection}/templates", Template(kind));
                Assert.True(made.Status == 201, made.Text);
                Assert.Equal(kind, made.Json["kind"]!.GetValue<string>());
                Assert.Equal("enquiry", made.Json["reference"]!.GetValue<string>());
            }
            var nameless = await admin.Post($"/api/v1/connections/{connection}/templates", Template("create", reference: "", name: "Other"));
            Assert.Equal((422, "invalid-template"), (nameless.Status, nameless.Code));
            Assert.Contains(nameless.Json["problems"]!.AsArray(), p => p!["code"]!.GetValue<string>() == "unknown-reference");
            Assert.Equal("name-taken", (await admin.Post($"/api/v1/connections/{connection}/templates", Template("create"))).Code);
        }
    }

    [Fact, Trait("row", "A17")]
    public async Task A_connection_carries_several_references_and_one_in_use_stays()
    {
        await using var hub = await HubFixture.Start(postgres);
        var (admin, connection) = await SetUp(hub);
        using (admin)
        {
            var second = await admin.Post($"/api/v1/connections/{connection}/references", new { name = "follow-up", label = "Follow-up enquiry" });
            Assert.Equal(201, second.Status);
            Assert.Equal("name-taken", (await admin.Post($"/api/v1/connections/{connection}/references", new { name = "enquiry", label = "Again" })).Code);
            await admin.Post($"/api/v1/connections/{connection}/templates", Template("create"));
            var references = (await admin.Get($"/api/v1/connections/{connection}/references")).Json["items"]!.AsArray();
            Assert.Equal(2, references.Count);
            var used = references.Single(r => r!["name"]!.GetValue<string>() == "enquiry")!["id"]!.GetValue<string>();
            Assert.Equal("in-use", (await admin.Delete($"/api/v1/connections/{connection}/references/{used}", 1)).Code);
            Assert.Equal(200, (await admin.Put($"/api/v1/connections/{connection}/references/{used}", new { name = "enquiry", label = "New label" }, 1)).Status);
            Assert.Equal(204, (await admin.Delete($"/api/v1/connections/{connection}/references/{second.Id}", 1)).Status);
            Assert.Contains("\"case.references.enquiry\"", (await admin.Get("/api/v1/facts?caseType=pothole")).Text, StringComparison.Ordinal);
        }
    }

    [Fact, Trait("row", "A26")]
    public async Task Every_problem_of_a_template_is_listed_at_once_and_many_rows_are_welcome()
    {
        await using var hub = await HubFixture.Start(postgres);
        var (admin, connection) = await SetUp(hub);
        using (admin)
        {
            object[] rows =
            [
                new { source = new { fact = "case.values.nowhere" }, target = new { field = "Description" } },
                new { source = new { text = "{{ case.number" }, target = new { field = "Nonsense" } },
                new { source = new { text = "x" }, target = new { field = "Number" } },
                new { source = new { text = new string('x', 21) }, target = new { field = "Description" } },
                new { source = new { text = "x", fact = "case.number" }, target = new { attribute = "SIZE" } },
            ];
            var refused = await admin.Post($"/api/v1/connections/{connection}/templates/validate", Template("create", rows: rows));
            Assert.Equal(200, refused.Status);
            var found = refused.Json["problems"]!.AsArray().Select(p => $"{p!["at"]} {p["code"]}").ToList();
            Assert.Superset(new HashSet<string>
            {
                "/rows/0/source/fact unknown-fact", "/rows/1/source/text open-placeholder", "/rows/1/target/field unknown-field", "/rows/2/target/field field-not-creatable",
                "/rows/3/source/text text-too-long", "/rows/3/target duplicate-target", "/rows/4/source one-source", "/rows field-needed", "/rows service-needed",
            }, found.ToHashSet(StringComparer.Ordinal));
            var many = Enumerable.Range(0, 200).Select(n => (object)new { source = new { text = "x" }, target = new { attribute = $"A{n}" } })
                .Append(new { source = new { text = "HM" }, target = new { field = "ServiceCode" } }).ToArray();
            Assert.Equal(201, (await admin.Post($"/api/v1/connections/{connection}/templates", Template("create", rows: many))).Status);
        }
    }

    [Fact]
    public async Task Each_change_of_a_template_is_kept_and_an_old_version_overwrites_nothing()
    {
        await using var hub = await HubFixture.Start(postgres);
        var (admin, connection) = await SetUp(hub);
        using (admin)
        {
            var made = await admin.Post($"/api/v1/connections/{connection}/templates", Template("create"));
            var path = $"/api/v1/connections/{connection}/templates/{made.Id}";
            Assert.Equal("if-match-required", (await admin.Put(path, Template("create", name: "Second"), null)).Code);
            Assert.Equal(200, (await admin.Put(path, Template("create", name: "Second"), 1)).Status);
            var stale = await admin.Put(path, Template("create", name: "Third"), 1);
            Assert.Equal((412, "version-conflict"), (stale.Status, stale.Code));
            var versions = (await admin.Get(path + "/versions")).Json["items"]!.AsArray();
            Assert.Equal(["Second", "A create"], versions.Select(v => v!["template"]!["name"]!.GetValue<string>()));
            Assert.All(versions, v => Assert.Equal("An administrator", v!["changedBy"]!.GetValue<string>()));
            Assert.Equal([2, 1], versions.Select(v => v!["version"]!.GetValue<int>()));
            Assert.True(versions[0]!["changedAt"]!.GetValue<DateTimeOffset>() >= versions[1]!["changedAt"]!.GetValue<DateTimeOffset>());
            Assert.Equal("case.values.place", versions[1]!["template"]!["rows"]![1]!["source"]!["fact"]!.GetValue<string>());
            Assert.Equal(made.Id, versions[1]!["template"]!["id"]!.GetValue<string>());
            var audit = (await admin.Get("/api/v1/audit?limit=1")).Json;
            Assert.Equal("template.changed", audit["items"]![0]!["action"]!.GetValue<string>());
            Assert.Equal("A create", audit["items"]![0]!["before"]!["name"]!.GetValue<string>());
            var next = (await admin.Get($"/api/v1/audit?limit=1&after={audit["next"]!.GetValue<string>()}")).Json;
            Assert.Equal("template.created", next["items"]![0]!["action"]!.GetValue<string>());
        }
    }

    [Fact, Trait("row", "A20"), Trait("row", "A22")]
    public async Task A_connector_gives_templates_to_start_from_and_one_that_does_not_fit_is_added_switched_off()
    {
        await using var hub = await HubFixture.Start(postgres);
        var (admin, connection) = await SetUp(hub);
        using (admin)
        {
            Assert.Equal(["Raise", "Bring back"], (await admin.Get("/api/v1/connectors/tryout/starters")).Json["items"]!.AsArray().Select(s => s!["name"]!.GetValue<string>()));
            Assert.Equal("not-found", (await admin.Get("/api/v1/connectors/nothing/starters")).Code);
            var path = $"/api/v1/connections/{connection}/templates";
            var raise = await admin.Post($"{path}/from-starter", new { starter = "Raise" });
            Assert.Equal((201, "Raise", "enquiry", true), (raise.Status, (string?)raise.Json["name"], (string?)raise.Json["reference"], (bool)raise.Json["active"]!));
            Assert.Equal("case.values.place", (string?)raise.Json["rows"]![1]!["source"]!["fact"]);
            var back = await admin.Post($"{path}/from-starter", new { starter = "Bring back", name = "Status" });
            Assert.Equal((201, "Status", false), (back.Status, (string?)back.Json["name"], (bool)back.Json["active"]!));
            Assert.Equal("unknown-case-field", (string?)back.Json["problems"]![0]!["code"]);
            Assert.Equal("name-taken", (await admin.Post($"{path}/from-starter", new { starter = "Raise" })).Code);
            Assert.Equal("invalid-template", (await admin.Post($"{path}/from-starter", new { starter = "Raise", name = new string('x', 101) })).Code);
            Assert.Equal("not-found", (await admin.Post($"{path}/from-starter", new { starter = "Unknown" })).Code);
            Assert.Equal("not-found", (await admin.Post("/api/v1/connections/con_00000000000000000000000000/templates/from-starter", new { starter = "Raise" })).Code);
            await admin.Post($"/api/v1/connections/{connection}/references", new { name = "second", label = "Second" });
            var unsaid = await admin.Post($"{path}/from-starter", new { starter = "Raise", name = "Third" });
            Assert.Equal((422, "/reference"), (unsaid.Status, (string?)unsaid.Json["problems"]![0]!["at"]));
            Assert.Equal("second", (string?)(await admin.Post($"{path}/from-starter", new { starter = "Raise", name = "Third", reference = "second" })).Json["reference"]);
        }
    }

    [Fact]
    public async Task The_list_of_templates_tells_what_has_become_wrong_with_each()
    {
        await using var hub = await HubFixture.Start(postgres);
        var (admin, connection) = await SetUp(hub);
        using (admin)
        {
            var path = $"/api/v1/connections/{connection}/templates";
            await admin.Post(path, Template("create"));
            await admin.Post(path, Template("update"));
            await admin.Post(path, Template("incoming"));
            Assert.All((await admin.Get(path)).Json["items"]!.AsArray(), template => Assert.Empty(template!["problems"]!.AsArray()));
            var lost = await admin.Put("/api/v1/case-types/pothole", new
            {
                name = "pothole", label = "Pothole", fields = Array.Empty<object>(), dates = Array.Empty<object>(), titleField = (string?)null,
                statuses = new[] { new { name = "open", label = "Open", kind = "initial" } },
            }, 1);
            Assert.True(lost.Status == 200, lost.Text);
            Assert.Equal(["/rows/1/source/fact unknown-fact", "/rows/0/source/text unknown-fact", "/rows/0/target/caseField unknown-case-field"],
                (await admin.Get(path)).Json["items"]!.AsArray().Select(template => Assert.Single(template!["problems"]!.AsArray())).Select(p => $"{p!["at"]} {p["code"]}"));
        }
    }

    [Fact, Trait("row", "A32")]
    public async Task Code_lists_and_fields_come_from_the_system_through_one_opened_connector()
    {
        await using var hub = await HubFixture.Start(postgres);
        var (admin, connection) = await SetUp(hub, username: "code-reader");
        using (admin)
        {
            var codes = await admin.Get($"/api/v1/connections/{connection}/codes?list=services");
            Assert.Equal("HM", codes.Json["items"]![0]!["code"]!.GetValue<string>());
            Assert.Single((await admin.Get($"/api/v1/connections/{connection}/codes?list=services&parent=HM")).Json["items"]!.AsArray());
            Assert.Equal(404, (await admin.Get($"/api/v1/connections/{connection}/codes?list=nothing")).Status);
            var fields = (await admin.Get($"/api/v1/connections/{connection}/describe")).Json["recordTypes"]![0]!["fields"]!.AsArray();
            Assert.Equal("services", fields.Single(f => f!["name"]!.GetValue<string>() == "ServiceCode")!["codes"]!.GetValue<string>());
            Assert.DoesNotContain("dispose:code-reader", TryoutConnector.Asked.Reverse().TakeWhile(a => a != "codes:code-reader"));
        }
    }

    [Fact]
    public async Task A_rule_refers_to_what_is_there_and_a_template_that_a_rule_applies_stays()
    {
        await using var hub = await HubFixture.Start(postgres);
        var (admin, connection) = await SetUp(hub);
        using (admin)
        {
            var template = (await admin.Post($"/api/v1/connections/{connection}/templates", Template("create"))).Id;
            var incoming = (await admin.Post($"/api/v1/connections/{connection}/templates", Template("incoming"))).Id;
            object Rule(string templateId, string field = "place") => new
            {
                name = "Raise it", enabled = true, when = new { on = "created" }, conditions = new[] { new { fact = $"case.values.{field}", @operator = "isNotEmpty" } },
                actions = new[] { new { kind = "applyIntegration", connectionId = connection, templateId } },
            };
            var wrong = await admin.Post("/api/v1/case-types/pothole/rules", Rule(incoming, "nowhere"));
            Assert.Equal(["unknown-fact", "incoming-template"], wrong.Json["problems"]!.AsArray().Select(p => p!["code"]!.GetValue<string>()));
            var first = await admin.Post("/api/v1/case-types/pothole/rules", Rule(template));
            Assert.True(first.Status == 201, first.Text);
            var second = await admin.Post("/api/v1/case-types/pothole/rules", Rule(template));
            Assert.Equal("in-use", (await admin.Delete($"/api/v1/connections/{connection}/templates/{template}", 1)).Code);
            Assert.Equal(204, (await admin.Post("/api/v1/case-types/pothole/rules/order", new { ids = new[] { second.Id, first.Id } })).Status);
            Assert.Equal([second.Id, first.Id], (await admin.Get("/api/v1/case-types/pothole/rules")).Json["items"]!.AsArray().Select(r => r!["id"]!.GetValue<string>()));
            Assert.Equal("rules-differ", (await admin.Post("/api/v1/case-types/pothole/rules/order", new { ids = new[] { first.Id } })).Code);

            var lost = await admin.Put("/api/v1/case-types/pothole", new
            {
                name = "pothole", label = "Pothole", fields = Array.Empty<object>(), dates = Array.Empty<object>(), titleField = (string?)null,
                statuses = new[] { new { name = "open", label = "Open", kind = "initial" } },
            }, 1);
            Assert.True(lost.Status == 200, lost.Text);
            Assert.Equal(["warning-field-in-use", "warning-field-in-use", "warning-rule-broken", "warning-rule-broken"], lost.Json["problems"]!.AsArray().Select(p => p!["code"]!.GetValue<string>()).Order());
        }
    }

    internal static object Template(string kind, string reference = "enquiry", string? name = null, object[]? rows = null) => new
    {
        name = name ?? $"A {kind}", kind, recordType = "Enquiry", reference, active = true,
        rows = rows ?? (kind == "incoming"
            ? [new { source = new { record = "Number" }, target = new { caseField = "place" } }]
            : kind == "update" ? [new { source = new { text = "{{ case.values['place'] }}" }, target = new { field = "Description" } }]
            : [new { source = new { text = "HM" }, target = new { field = "ServiceCode" } }, new { source = new { fact = "case.values.place" }, target = new { field = "Description" } }]),
    };

    internal static async Task<(HubClient Admin, string Connection)> SetUp(HubFixture hub, string email = "administrator@norchester.example", string username = "hub", string password = "right")
    {
        var admin = await hub.SignIn(email);
        var connection = (await admin.Post("/api/v1/connections", new { kind = "tryout", name = "Highways" })).Id;
        var saved = await admin.Put($"/api/v1/connections/{connection}", new { name = "Highways", enabled = true, settings = new { endpoint = "https://tryout.example/", username, password } }, 1);
        Assert.True(saved.Status == 200, saved.Text);
        Assert.Equal(201, (await admin.Post("/api/v1/case-types", CaseType)).Status);
        // Reference names are a tenant's own, so every tenant may have this one.
        Assert.Equal(201, (await admin.Post($"/api/v1/connections/{connection}/references", new { name = "enquiry", label = "Enquiry" })).Status);
        return (admin, connection);
    }
}
