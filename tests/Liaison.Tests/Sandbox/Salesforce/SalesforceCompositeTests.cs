using System.Net;
using System.Text.Json;
using Xunit;

namespace Liaison.Tests.Sandbox.Salesforce;

public sealed class SalesforceCompositeTests
{
    private const string Base = "/services/data/v62.0/";

    [Fact]
    public async Task Later_requests_use_earlier_answers()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var answers = await Composite(
            sandbox, allOrNone: true,
            Part("c", "PATCH", "sobjects/Contact/Liaison_Session_Id__c/ses_1", new { LastName = "Caller" }),
            Part("t", "POST", "sobjects/Task", new { Subject = "Call", WhoId = "@{c.id}", Description = "See @{c.id}." }),
            Part("q", "GET", "query?q=SELECT Id, Who.Name FROM Task WHERE Id = '@{t.id}'"),
            Part("u", "PATCH", "sobjects/Task/@{q.records[0].Id}", new { Subject = "Called" }));
        Assert.Equal([201, 201, 200, 204], answers.Select(Status));
        var task = await sandbox.Get("Task", answers[1].GetProperty("body").GetProperty("id").GetString()!);
        Assert.Equal("Called", task.GetProperty("Subject").GetString());
        Assert.Equal($"See {task.GetProperty("WhoId").GetString()}.", task.GetProperty("Description").GetString());
        Assert.Equal("Caller", answers[2].GetProperty("body").GetProperty("records")[0].GetProperty("Who").GetProperty("Name").GetString());
        Assert.Equal(JsonValueKind.Null, answers[3].GetProperty("body").ValueKind);
        Assert.StartsWith("/services/data/v62.0/sobjects/Task/00T", answers[1].GetProperty("httpHeaders").GetProperty("Location").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_or_nothing_leaves_nothing_and_blames_the_one_that_failed()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var answers = await Composite(
            sandbox, allOrNone: true,
            Part("a", "POST", "sobjects/Contact", new { LastName = "Undone", Liaison_Session_Id__c = "u1" }),
            Part("b", "POST", "sobjects/Task", new { WhoId = "001Sb0000000001IAA" }),
            Part("c", "POST", "sobjects/Contact", new { LastName = "Never" }));
        Assert.Equal(["PROCESSING_HALTED", "FIELD_INTEGRITY_EXCEPTION", "PROCESSING_HALTED"], answers.Select(Code));
        Assert.All(answers, answer => Assert.Equal(400, Status(answer)));
        Assert.Empty(await sandbox.Column("SELECT Id FROM Contact WHERE LastName IN ('Undone','Never')", "Id"));

        // The key is free again.
        (await sandbox.Send("PATCH", "sobjects/Contact/Liaison_Session_Id__c/u1", new { LastName = "Done" })).Made();
    }

    [Fact]
    public async Task Without_all_or_nothing_the_others_stay_and_who_refers_to_the_failed_one_is_halted()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var answers = await Composite(
            sandbox, allOrNone: false,
            Part("bad", "POST", "sobjects/Contact", new { FirstName = "No" }),
            Part("after", "POST", "sobjects/Task", new { WhoId = "@{bad.id}" }),
            Part("good", "POST", "sobjects/Contact", new { LastName = "Stays" }));
        Assert.Equal(["REQUIRED_FIELD_MISSING", "PROCESSING_HALTED"], answers.Take(2).Select(Code));
        Assert.Equal(201, Status(answers[2]));
        Assert.Single(await sandbox.Column("SELECT Id FROM Contact WHERE LastName = 'Stays'", "Id"));
    }

    [Fact]
    public async Task A_description_inside_a_composite_may_be_unchanged()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var described = await sandbox.Send("GET", "sobjects/Task/describe");
        var answers = await Composite(sandbox, allOrNone: false, new
        {
            method = "GET", url = Base + "sobjects/Task/describe", referenceId = "d", httpHeaders = new Dictionary<string, string>(StringComparer.Ordinal) { ["If-Modified-Since"] = described.Headers["Last-Modified"] },
        });
        Assert.Equal((304, JsonValueKind.Null), (Status(answers[0]), answers[0].GetProperty("body").ValueKind));
        Assert.Equal(described.Headers["ETag"], answers[0].GetProperty("httpHeaders").GetProperty("ETag").GetString());
    }

    [Fact]
    public async Task An_unknown_object_inside_a_composite_is_not_found()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var answers = await Composite(sandbox, allOrNone: false, Part("f", "GET", "sobjects/Foo"));
        Assert.Equal((404, "NOT_FOUND"), (Status(answers[0]), Code(answers[0])));
    }

    [Fact]
    public async Task A_composite_of_more_than_25_or_with_too_many_queries_or_equal_names_is_refused()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        Task<Reply> Send(params object[] parts) => sandbox.Send("POST", "composite", new { compositeRequest = parts });
        (await Send([.. Enumerable.Range(0, 26).Select(number => Part("r" + number, "GET", "sobjects"))])).Refused("LIMIT_EXCEEDED");
        (await Send([.. Enumerable.Range(0, 6).Select(number => Part("r" + number, "GET", "query?q=SELECT Id FROM User"))])).Refused("LIMIT_EXCEEDED");
        (await Send(Part("r", "GET", "limits"), Part("r", "GET", "limits"))).Refused("INVALID_INPUT");
        (await Send()).Refused("JSON_PARSER_ERROR");
    }

    [Fact]
    public async Task A_composite_counts_as_one_request()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await Composite(sandbox, allOrNone: true, Part("a", "POST", "sobjects/Task", new { Subject = "1" }), Part("b", "POST", "sobjects/Task", new { Subject = "2" }));
        var counts = (await sandbox.Look("counters")).GetProperty("counts");
        Assert.Equal((1, 2), (counts.GetProperty("api").GetInt32(), counts.GetProperty("inside.create").GetInt32()));
    }

    [Fact]
    public async Task Headers_of_the_whole_and_of_one_part_reach_the_part()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Set(new { assignmentRules = true });
        var parts = new object[]
        {
            Part("whole", "POST", "sobjects/Case", new { Subject = "A" }),
            new { method = "POST", url = Base + "sobjects/Case", referenceId = "part", body = new { Subject = "B" }, httpHeaders = new Dictionary<string, string>(StringComparer.Ordinal) { ["Sforce-Auto-Assign"] = "TRUE" } },
        };
        (await sandbox.Send("POST", "composite", new { compositeRequest = parts }, ("Sforce-Auto-Assign", "FALSE"))).Ok();
        Assert.Equal(["A:005", "B:00G"], (await sandbox.Query("SELECT Subject, OwnerId FROM Case WHERE Subject IN ('A','B') ORDER BY Subject")).GetProperty("records").EnumerateArray()
            .Select(one => one.GetProperty("Subject").GetString() + ":" + one.GetProperty("OwnerId").GetString()![..3]));
    }

    [Fact]
    public async Task A_batch_takes_addresses_from_the_version_on_and_can_halt()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        object[] requests =
        [
            new { method = "GET", url = "v62.0/limits" },
            new { method = "GET", url = "v62.0/sobjects/Foo" },
            new { method = "POST", url = "v62.0/sobjects/Contact", richInput = new { LastName = "Batch" } },
        ];
        var loose = (await sandbox.Send("POST", "composite/batch", new { batchRequests = requests })).Ok();
        Assert.True(loose.GetProperty("hasErrors").GetBoolean());
        Assert.Equal([200, 404, 201], loose.GetProperty("results").EnumerateArray().Select(one => one.GetProperty("statusCode").GetInt32()));
        var halted = (await sandbox.Send("POST", "composite/batch", new { haltOnError = true, batchRequests = requests })).Ok();
        Assert.Equal([200, 404, 412], halted.GetProperty("results").EnumerateArray().Select(one => one.GetProperty("statusCode").GetInt32()));
    }

    [Fact]
    public async Task A_tree_plants_parents_with_children_or_nothing()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        object Tree(string lastName) => new
        {
            records = new[] { new { attributes = new { type = "Account", referenceId = "a" }, Name = "Tree", Contacts = new { records = new[] { new { attributes = new { type = "Contact", referenceId = "c" }, LastName = lastName } } } } },
        };
        var broken = await sandbox.Send("POST", "composite/tree/Account", Tree(""));
        Assert.Equal((HttpStatusCode.BadRequest, "c"), (broken.Status, broken.Json.GetProperty("results")[0].GetProperty("referenceId").GetString()));
        Assert.Empty(await sandbox.Column("SELECT Id FROM Account WHERE Name = 'Tree'", "Id"));
        var planted = await sandbox.Send("POST", "composite/tree/Account", Tree("Leaf"));
        Assert.Equal(HttpStatusCode.Created, planted.Status);
        Assert.Equal(["Leaf"], await sandbox.Column("SELECT Name FROM Contact WHERE Account.Name = 'Tree'", "Name"));
    }

    [Fact]
    public async Task Graphs_stand_and_fall_alone()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        object Graph(string id, string? name) => new { graphId = id, compositeRequest = new[] { Part("a", "POST", "sobjects/Account", new { Name = "G" + id }), Part("c", "POST", "sobjects/Contact", new { LastName = name, AccountId = "@{a.id}" }) } };
        var answer = (await sandbox.Send("POST", "composite/graph", new { graphs = new[] { Graph("1", "Fine"), Graph("2", null) } })).Ok().GetProperty("graphs");
        Assert.Equal([true, false], answer.EnumerateArray().Select(one => one.GetProperty("isSuccessful").GetBoolean()));
        Assert.Equal(["G1"], await sandbox.Column("SELECT Name FROM Account WHERE Name LIKE 'G_'", "Name"));
    }

    private static object Part(string id, string method, string path, object? body = null) =>
        body is null ? new { method, url = Base + path, referenceId = id } : new { method, url = Base + path, referenceId = id, body };

    private static async Task<JsonElement[]> Composite(SalesforceSandbox sandbox, bool allOrNone, params object[] parts) =>
        [.. (await sandbox.Send("POST", "composite", new { allOrNone, compositeRequest = parts })).Ok().GetProperty("compositeResponse").EnumerateArray()];

    private static int Status(JsonElement answer) => answer.GetProperty("httpStatusCode").GetInt32();

    private static string? Code(JsonElement answer) => answer.GetProperty("body")[0].GetProperty("errorCode").GetString();
}
