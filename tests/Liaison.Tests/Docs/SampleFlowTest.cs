using System.Text.Json.Nodes;
using Liaison.Tests.Conventions;
using Liaison.Tests.Conversations;
using Xunit;

namespace Liaison.Tests.Docs;

/// <summary>The sample's call flow does with the sample's calls what it says.</summary>
public sealed class SampleFlowTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A122"), Trait("row", "A141"), Trait("row", "A136")]
    public async Task Known_callers_with_an_open_case_go_ahead_and_unknown_ones_are_asked_for_its_number()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Save("identification", hub.Vocabulary.Identification with { DefaultRegion = "GB", ReuseDays = 7 });
        var flow = JsonNode.Parse(Sample("flow.json").Replace("SALESFORCE", hub.Connection.Value, StringComparison.Ordinal)
            // A machine that does much else is no slow Salesforce.
            .Replace("\"withinMs\": 2000", "\"withinMs\": 10000", StringComparison.Ordinal).Replace("\"timeLimitMs\": 8000", "\"timeLimitMs\": 30000", StringComparison.Ordinal))!;
        var made = await hub.Admin.Post("/api/v1/flows", flow);
        Assert.True(made.Status == 201 && made.Json["problems"]!.AsArray().Count == 0, made.Text);
        Assert.Equal(200, (await hub.Admin.Send(HttpMethod.Post, $"/api/v1/flows/{made.Id}/publish", new { }, made.Version)).Status);
        (string, string)[] expected = [("Accounts", "caller.match cases.single"), ("Cards", "caller.match cases.none"), ("Accounts", "byCase.match"), ("Cards", "caller.match cases.none")];
        // Twice: the second time, the types of record have been described.
        foreach (var (call, (queue, way)) in Enumerable.Repeat(JsonNode.Parse(Sample("calls.json"))!.AsArray().Select(c => c!).Zip(expected), 2).SelectMany(c => c))
        {
            var run = (await hub.Centre.Post("/api/v1/flow-runs", new { facts = new { ani = (string?)call["ani"], dnis = "+44 20 7946 0199", channel = "voice" } })).Json;
            foreach (var code in call["codes"]?.AsArray() ?? [])
            {
                Assert.Equal("collect", (string?)run["status"]);
                run = (await hub.Centre.Post($"/api/v1/flow-runs/{run["runId"]}/continue", new { code = (string?)code })).Json;
            }
            var path = string.Join(" ", run["path"]!.AsArray().Select(v => $"{v!["nodeId"]}.{v["port"]}"));
            Assert.True((string?)run["queue"] == queue && path.Contains(way, StringComparison.Ordinal), $"{call["subject"]}: {path}\n{run.ToJsonString()}");
            Assert.NotNull((string?)run["screenPop"]!["url"]);
        }
    }

    private static string Sample(string name) => File.ReadAllText(Path.Combine(SourceTree.Root, "samples", name));
}
