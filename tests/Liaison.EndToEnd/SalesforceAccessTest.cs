namespace Liaison.EndToEnd;

/// <summary>What an administrator does to join us with Salesforce, as people do it: in a browser, with the system's own sign-in window, against the stand-in.</summary>
public sealed class SalesforceAccessTest(RunningHub hub) : PageTest(hub)
{
    [Fact, Trait("row", "A183"), Trait("row", "A184"), Trait("row", "A221")]
    public async Task A_window_opens_for_the_sign_in_and_closes_itself_and_access_ends_only_after_a_question()
    {
        var id = await Connection("Salesforce of the window");
        await Page.GotoAsync($"/integrations/{id}");
        var window = await Page.RunAndWaitForPopupAsync(() => Button("Connect with Salesforce").ClickAsync());
        await window.GetByLabel("Password").FillAsync("sandbox");
        var closed = new TaskCompletionSource();
        window.Close += (_, _) => closed.TrySetResult();
        await window.GetByRole(AriaRole.Button, new() { Name = "Sign in and allow" }).ClickAsync();
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);
        await Assertions.Expect(Page.GetByText("Connected", new() { Exact = true }).First).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("integration@liaison.example").First).ToBeVisibleAsync();

        await Button("Disconnect").ClickAsync();
        var question = Page.GetByRole(AriaRole.Dialog);
        await question.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(question).ToBeHiddenAsync();
        Assert.Equal("connected", (await Hub.Api.Get($"/connections/{id}/authorization")).Text("state"));
        await Button("Disconnect").ClickAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Not connected", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal("notConnected", (await Hub.Api.Get($"/connections/{id}/authorization")).Text("state"));
        NothingWrongWasSaid();
    }

    [Fact, Trait("row", "A183")]
    public async Task Whoever_denies_access_over_there_is_told_so_here_and_may_try_again()
    {
        var id = await Connection("Salesforce denied");
        await Page.GotoAsync($"/integrations/{id}");
        var window = await Page.RunAndWaitForPopupAsync(() => Button("Connect with Salesforce").ClickAsync());
        await window.GetByRole(AriaRole.Button, new() { Name = "Deny" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("It was not connected. The window that opened says why.")).ToBeVisibleAsync();
        await Assertions.Expect(Button("Connect with Salesforce")).ToBeEnabledAsync();
    }

    [Fact, Trait("row", "A194")]
    public async Task The_test_bench_says_which_record_a_number_finds_and_why_and_leads_to_it()
    {
        var id = (await Hub.Api.Connection("Salesforce (stand-in)")).Text("id");
        await Page.GotoAsync($"/integrations/{id}/identification");
        await Page.GetByLabel("Phone number", new() { Exact = true }).Last.FillAsync("+48 600 555 012");
        await Button("Find records").ClickAsync();
        var record = Page.GetByRole(AriaRole.Link, new() { Name = "Zofia Nowak" }).First;
        await Assertions.Expect(record).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("Taken", new() { Exact = true })).ToBeVisibleAsync();
        var there = await Window.RunAndWaitForPageAsync(() => record.ClickAsync());
        await Assertions.Expect(there.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Zofia Nowak");
    }

    [Fact, Trait("row", "A132"), Trait("row", "A133"), Trait("row", "A137"), Trait("row", "A138")]
    public async Task A_query_is_built_from_what_the_system_describes_and_tried_with_typed_values()
    {
        var id = (await Hub.Api.Connection("Salesforce (stand-in)")).Text("id");
        await Page.GotoAsync($"/integrations/{id}/query");
        await Choose(Page.GetByRole(AriaRole.Combobox, new() { Name = "Record type" }), "Contact");
        await Choose(Page.GetByRole(AriaRole.Combobox, new() { Name = "Extended properties" }), "Account");
        var fields = Page.GetByRole(AriaRole.Combobox, new() { Name = "Fields" });
        foreach (var field in new[] { "LastName", "Account.Name" })
        {
            await fields.FillAsync(field);
            await Page.GetByRole(AriaRole.Option, new() { Name = field, Exact = true }).ClickAsync();
        }
        await fields.PressAsync("Escape");
        await Page.GetByText("Free form", new() { Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Condition" }).FillAsync("Email = {{ customer.email }}");
        await Button("Generate value boxes").ClickAsync();
        await Page.GetByLabel("customer.email", new() { Exact = true }).FillAsync("hannah.marsh@example.com");
        await Button("Validate query").ClickAsync();
        await Assertions.Expect(Page.GetByText("1 record found")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Cell, new() { Name = "Marsh", Exact = true })).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Condition" }).FillAsync("Emial = {{ customer.email }}");
        await Button("Validate query").ClickAsync();
        await Assertions.Expect(Page.GetByText("The query cannot run")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("mark")).ToHaveTextAsync("Emial");
        NothingWrongWasSaid();
    }

    /// <summary>A new connection with the settings of the sample's, which nobody has granted access to yet.</summary>
    private async Task<string> Connection(string name)
    {
        var sample = await Hub.Api.Connection("Salesforce (stand-in)");
        var made = await Hub.Api.Post("/connections", new { kind = "salesforce", name });
        var settings = System.Text.Json.Nodes.JsonNode.Parse(sample.At("settings").GetRawText())!.AsObject();
        settings["clientSecret"] = "liaison-sandbox-secret";
        await Hub.Api.Put($"/connections/{made.Text("id")}", new { name, enabled = true, settings }, made.At("version").GetInt32());
        return made.Text("id");
    }
}
