namespace Liaison.EndToEnd;

/// <summary>A Salesforce connection's pages before anybody has connected it, and the pages of sessions, in a real browser on a real hub.</summary>
public sealed class SalesforcePagesTest(RunningHub hub) : PageTest(hub)
{
    [Fact]
    public async Task An_administrator_sees_what_to_enter_over_there_and_saves_what_conversations_become()
    {
        var id = (await Hub.Api.Post("/connections", new { kind = "salesforce", name = "Salesforce of the pages" })).Text("id");
        await Page.GotoAsync($"/integrations/{id}");
        await Assertions.Expect(Page.GetByText("Not connected", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("Environment: Production")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("code").GetByText("/integration/oauth/callback")).ToBeVisibleAsync();
        await Assertions.Expect(Button("Connect with Salesforce")).ToBeEnabledAsync();

        await Tab("Conversations").ClickAsync();
        await Page.GetByRole(AriaRole.Radio, new() { Name = "Automatically" }).CheckAsync();
        await Button("Support").ClickAsync();
        await Button("Save").ClickAsync();
        await Assertions.Expect(Page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal("contactAndCase", (await Hub.Api.Get($"/connections/{id}/conversations")).At("policy", "triggers")[0].Text("action"));
        await Page.ReloadAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Group, new() { Name = "Voice: ended" }).GetByRole(AriaRole.Combobox).First).ToHaveValueAsync("Create or update a contact, and attach a case");

        await Tab("Identification").ClickAsync();
        await Page.GetByLabel("Days of reuse").FillAsync("30");
        await Button("Save").ClickAsync();
        await Assertions.Expect(Page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(30, (await Hub.Api.Get($"/connections/{id}/identification")).At("rules", "reuseDays").GetInt32());
    }

    [Fact]
    public async Task A_session_is_found_in_the_list_and_takes_a_note_and_a_disposition()
    {
        var told = await Window.APIRequest.PostAsync("/api/v1/events", new()
        {
            Headers = [new("X-Liaison", "1"), new("Content-Type", "application/cloudevents+json")],
            DataString = """{"specversion":"1.0","id":"pages-1","source":"pages","type":"liaison.session.started","subject":"pages-call","time":"2026-03-02T09:00:00Z","data":{"channel":"voice","direction":"inbound","customer":{"name":"Philippa Pages","phone":"+442079460958"}}}""",
        });
        Assert.True(told.Ok, await told.TextAsync());
        await Page.GotoAsync("/");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Sessions" }).ClickAsync();
        await Page.GetByLabel("Name, address, number or id").FillAsync("Philippa");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Philippa Pages" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Philippa Pages");
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Add a note" }).FillAsync("Rang about the bridge.");
        await Button("Add a note").ClickAsync();
        await Assertions.Expect(Page.GetByText("Rang about the bridge.", new() { Exact = true })).ToBeVisibleAsync();
        await Page.GetByLabel("Disposition", new() { Exact = true }).FillAsync("Resolved");
        await Button("Save").ClickAsync();
        await Assertions.Expect(Page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await Page.ReloadAsync();
        await Assertions.Expect(Page.GetByLabel("Disposition", new() { Exact = true })).ToHaveValueAsync("Resolved");
        NothingWrongWasSaid();
    }

    private ILocator Tab(string name) => Page.Locator("nav.tabs").GetByRole(AriaRole.Link, new() { Name = name });
}
