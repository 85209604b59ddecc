using System.Text.Json;
using System.Text.Json.Nodes;

namespace Liaison.EndToEnd;

/// <summary>The whole story of a call: the flow recognises the caller, an agent is offered the call in a browser, serves it, and the other system holds what came of it.</summary>
public sealed class DeskStoryTest(RunningHub hub) : PageTest(hub)
{
    private const string Agent = "alice.archer@example.com";
    private const string Password = "a desk of one's own 1";

    protected override bool SignedIn => false;

    [Fact, Trait("row", "A104"), Trait("row", "A106"), Trait("row", "A107"), Trait("row", "A203"), Trait("row", "A258"), Trait("row", "A259"), Trait("row", "A261"), Trait("row", "A262"), Trait("row", "A267"), Trait("row", "A269")]
    public async Task A_call_is_looked_up_offered_served_wrapped_up_and_written_down()
    {
        var salesforce = (await Hub.Api.Connection("Salesforce (stand-in)")).Text("id");
        await AgentAtADesk();
        var flow = await Flow(salesforce);
        var call = $"story-{Guid.CreateVersion7():N}";

        await Page.GotoAsync("/console");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Not ready" }).First.WaitForAsync();
        await Button("Go in queue").ClickAsync();
        await Assertions.Expect(Page.GetByText("Waiting for the next contact")).ToBeVisibleAsync();

        await Tell(call, "started", new { channel = "voice", direction = "inbound", ani = "+48600555012", dnis = "+442079460199", queue = "Story" });
        var run = await Hub.Api.Post("/flow-runs", new { flowId = flow, session = new { source = "urn:story", subject = call }, facts = new { ani = "+48600555012", channel = "voice" } });
        Assert.Equal("Zofia Nowak", run.At("records")[0].Text("name"));

        var offer = Page.GetByRole(AriaRole.Region, new() { Name = "Zofia Nowak" });
        await Assertions.Expect(offer).ToBeVisibleAsync();
        await Assertions.Expect(offer).ToContainTextAsync("Incoming call");
        var record = await Window.RunAndWaitForPageAsync(() => offer.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync());
        await Assertions.Expect(record.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Zofia Nowak");
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Busy" }).First).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Tab, new() { Name = "Caller context" })).ToHaveAttributeAsync("aria-selected", "true");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Zofia Nowak" }).First).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Tab, new() { Name = "Create" }).ClickAsync();
        // Where several systems are connected, each is named beside what can be created in it.
        var what = Page.GetByRole(AriaRole.Combobox, new() { Name = "What to create" });
        await what.Or(Page.GetByRole(AriaRole.Radiogroup, new() { Name = "What to create" })).First.WaitForAsync();
        if (await what.CountAsync() > 0)
        {
            await Choose(what, "Case · Salesforce (stand-in)");
        }
        else
        {
            await Page.GetByRole(AriaRole.Tabpanel).GetByText("Case", new() { Exact = true }).First.ClickAsync();
        }
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Subject" }).FillAsync("The bridge is closed to lorries");
        await Button("Create Case").ClickAsync();
        await Assertions.Expect(Page.GetByText("It is there")).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Notes" }).FillAsync("Wants to know the way round the bridge.");
        await Assertions.Expect(Page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await Button("Hang up").ClickAsync();
        await Button("Once more to end it").ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Wrap-up" }).First).ToBeVisibleAsync();
        await Choose(Page.GetByRole(AriaRole.Combobox, new() { Name = "Disposition", Exact = true }), "Solved");
        await Choose(Page.GetByRole(AriaRole.Combobox, new() { Name = "Sub-disposition" }), "At once");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Finish now" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Waiting for the next contact")).ToBeVisibleAsync();

        var session = (await Hub.Api.Get($"/sessions?search={call}")).At("items")[0].Text("id");
        var written = await Hub.Api.Until($"/sessions/{session}", one => one.At("records").EnumerateArray().Any(r => r.Text("recordType") == "Task"));
        var task = await There("Task", written);
        Assert.Contains("Wants to know the way round the bridge.", task.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("Solved", task.GetRawText(), StringComparison.Ordinal);
        var raised = await There("Case", written);
        Assert.Equal("The bridge is closed to lorries", raised.Text("Subject"));
        NothingWrongWasSaid();
    }

    private async Task AgentAtADesk()
    {
        if (!(await Hub.Api.Get("/users")).At("items").EnumerateArray().Any(u => u.Text("email") == Agent))
        {
            await Hub.Api.Post("/users", new { name = "Alice Archer", email = Agent, role = "agent", password = Password });
        }
        var desk = await Hub.Api.Get("/desk/settings");
        var settings = JsonNode.Parse(desk.At("settings").GetRawText())!.AsObject();
        settings["offerSeconds"] = 60;
        settings["wrapUpSeconds"] = 120;
        settings["queues"] = JsonNode.Parse($$"""[{"name":"Story","routed":true,"agents":["{{Agent}}"]}]""");
        settings["dispositions"] = JsonNode.Parse("""[{"name":"Solved","sub":["At once","Later"]}]""");
        await Hub.Api.Put("/desk/settings", settings, desk.At("version").GetInt32());
        var answer = await Window.APIRequest.PostAsync("/api/v1/session", new() { DataObject = new { email = Agent, password = Password }, Headers = [new("X-Liaison", "1")] });
        Assert.True(answer.Ok, await answer.TextAsync());
    }

    private async Task<string> Flow(string connection)
    {
        var made = await Hub.Api.Post("/flows", JsonNode.Parse($$$"""
            {"name":"The story's flow","match":{"queues":["Story"]},"nodes":[
              {"id":"start","x":0,"y":0,"node":{"kind":"start"},"exits":{"next":"look"}},
              {"id":"look","x":0,"y":100,"node":{"kind":"customerLookup","connectionId":"{{{connection}}}","by":"automatic","openRecord":true,"withinMs":5000},"exits":{"match":"end","noMatch":"end"}},
              {"id":"end","x":0,"y":200,"node":{"kind":"end","screenPop":"records"},"exits":{}}]}
            """));
        await Hub.Api.Post($"/flows/{made.Text("id")}/publish", new { note = "For the story" }, made.At("version").GetInt32());
        return made.Text("id");
    }

    private async Task Tell(string call, string fact, object data) => await Hub.Api.Tell(new
    {
        specversion = "1.0", id = $"{call}-{fact}", source = "urn:story", type = $"liaison.session.{fact}", subject = call, time = TimeProvider.System.GetUtcNow(), data,
    });

    /// <summary>What the stand-in holds of a record that the session is linked with.</summary>
    private static async Task<JsonElement> There(string type, JsonElement session)
    {
        var record = session.At("records").EnumerateArray().First(r => r.Text("recordType") == type);
        var page = new Uri(record.Text("url"));
        using var http = new HttpClient();
        var text = await http.GetStringAsync(new Uri($"{page.GetLeftPart(UriPartial.Authority)}/salesforce/control/records/{type}/{record.Text("record")}"), TestContext.Current.CancellationToken);
        return JsonElement.Parse(text);
    }
}
