namespace Liaison.EndToEnd;

/// <summary>The pages of one connection, on one that each test makes for itself.</summary>
public sealed class ConnectionTest(RunningHub hub) : PageTest(hub)
{
    private static readonly string[] Labels =
    [
        "Endpoint", "Username", "Password", "Tenant ID", "Cache lookups for (seconds)", "External System Number", "Timezone", "Set Logged Time?", "ConfirmWeb base url",
    ];

    [Fact, Trait("row", "A54"), Trait("row", "A5"), Trait("row", "A8"), Trait("row", "A9"), Trait("row", "A10"), Trait("row", "A11"), Trait("row", "A12"), Trait("row", "A13"), Trait("row", "A14"), Trait("row", "A16")]
    public async Task A_new_connection_has_the_four_pages_and_every_setting_under_its_label()
    {
        await Page.GotoAsync("/integrations");
        await Button("Connect").First.ClickAsync();
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Connection name" }).FillAsync("Confirm for pages");
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Connect" }).ClickAsync();
        await Page.WaitForURLAsync("**/integrations/con_*");
        foreach (var label in Labels)
        {
            await Assertions.Expect(Page.Locator("main").GetByLabel(label).First).ToBeVisibleAsync();
        }
        await Assertions.Expect(Page.GetByRole(AriaRole.Switch, new() { Name = "Integration is on" })).Not.ToBeCheckedAsync();
        await Assertions.Expect(Page.Locator("main")).ToContainTextAsync("https://production-webservices.ondemand.confirm.co.uk/confirmweb/api/");
        foreach (var (tab, says) in new[] { ("References", "No Reference yet"), ("Mapping templates", "No mapping template yet"), ("Log", "Nothing has been sent yet"), ("General", "Connection settings") })
        {
            await Page.Locator("nav.tabs").GetByRole(AriaRole.Link, new() { Name = tab, Exact = true }).ClickAsync();
            await Assertions.Expect(Page.GetByText(says).First).ToBeVisibleAsync();
        }
        NothingWrongWasSaid();
    }

    [Fact, Trait("row", "A6"), Trait("row", "A7")]
    public async Task A_wrong_password_is_found_out_on_saving_and_nothing_is_saved_but_switched_off_it_is_saved_untried()
    {
        var id = await Connection("Confirm for passwords");
        await Page.GotoAsync($"/integrations/{id}");
        await Fill("not the password");
        await Page.GetByRole(AriaRole.Switch, new() { Name = "Integration is on" }).PressAsync("Space");
        await Button("Save and test").ClickAsync();
        await Assertions.Expect(Page.GetByText("Nothing was saved: the connection could not be made")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator(".notice").Filter(new() { HasText = "Nothing was saved" })).ToContainTextAsync("→");
        Expect(422);
        var untouched = await Hub.Api.Get($"/connections/{id}");
        Assert.False(untouched.At("enabled").GetBoolean());
        Assert.Empty(untouched.At("secretsSet").EnumerateArray());

        await Page.GetByRole(AriaRole.Switch, new() { Name = "Integration is on" }).PressAsync("Space");
        await Button("Save").ClickAsync();
        await Assertions.Expect(Page.GetByText("Saved. The integration is off.")).ToBeVisibleAsync();
        Assert.Equal("password", (await Hub.Api.Get($"/connections/{id}")).At("secretsSet")[0].GetString());

        await Page.GetByRole(AriaRole.Button, new() { Name = "Change: Password" }).ClickAsync();
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Password" }).FillAsync("sandbox");
        await Page.GetByRole(AriaRole.Switch, new() { Name = "Integration is on" }).PressAsync("Space");
        await Button("Save and test").ClickAsync();
        await Assertions.Expect(Page.GetByText("Saved. The connection works.")).ToBeVisibleAsync();
        var saved = await Hub.Api.Get($"/connections/{id}");
        Assert.True(saved.At("enabled").GetBoolean());
        Assert.DoesNotContain("sandbox\"", saved.ToString(), StringComparison.Ordinal);
        NothingWrongWasSaid();
    }

    [Fact, Trait("row", "A17")]
    public async Task A_reference_is_made_with_a_name_taken_from_its_label()
    {
        var id = await Connection("Confirm for references");
        await Page.GotoAsync($"/integrations/{id}/references");
        await Button("Add a Reference").First.ClickAsync();
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Label" }).FillAsync("Pothole enquiry");
        await Assertions.Expect(Page.GetByRole(AriaRole.Textbox, new() { Name = "Name" })).ToHaveValueAsync("pothole-enquiry");
        await Button("Save").ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Cell, new() { Name = "Pothole enquiry" })).ToBeVisibleAsync();
        NothingWrongWasSaid();
    }

    [Fact, Trait("row", "A46"), Trait("row", "A47"), Trait("row", "A48"), Trait("row", "A49")]
    public async Task The_page_for_updates_hands_out_a_key_of_its_own_and_both_parts_of_the_address()
    {
        var id = await Connection("Confirm for updates");
        await Page.GotoAsync($"/integrations/{id}/updates");
        await Assertions.Expect(Page.GetByText("No update has arrived yet")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("dl.enter > div").Filter(new() { HasText = "Username, Password, Database" })).ToContainTextAsync("Liaison ignores it");
        foreach (var sheet in new[] { "Request Stylesheet", "Response Stylesheet" })
        {
            await Assertions.Expect(Page.Locator("dl.enter > div").Filter(new() { HasText = sheet })).ToContainTextAsync("leave blank");
        }
        await Assertions.Expect(Page.Locator("code").Filter(new() { HasText = "/integration/confirm/crm-agent?key=" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("code").Filter(new() { HasText = "Content-Type:text/xml" })).ToBeVisibleAsync();
        await Button("Make a key").ClickAsync();
        var address = Page.Locator("code").Filter(new() { HasText = "/integration/confirm/crm-agent?key=lia_" });
        await Assertions.Expect(address).ToBeVisibleAsync();
        await Window.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Copy URL" }).ClickAsync();
        Assert.Equal(await address.InnerTextAsync(), await Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        var keys = (await Hub.Api.Get("/api-keys")).At("items").EnumerateArray().Where(key => key.TryGetProperty("connectionId", out var of) && of.GetString() == id).ToList();
        Assert.Equal(["integration"], Assert.Single(keys).At("scopes").EnumerateArray().Select(scope => scope.GetString()));
        NothingWrongWasSaid();
    }

    private async Task<string> Connection(string name) => (await Hub.Api.Post("/connections", new { kind = "confirm", name })).Text("id");

    private async Task Fill(string password)
    {
        var endpoint = (await Hub.Api.Connection()).At("settings").Text("endpoint");
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Endpoint" }).FillAsync(endpoint);
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Username" }).FillAsync("LIAISON");
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Password" }).FillAsync(password);
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Tenant ID" }).FillAsync("Demo Council - Development");
    }
}
