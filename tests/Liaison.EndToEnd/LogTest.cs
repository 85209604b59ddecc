namespace Liaison.EndToEnd;

/// <summary>The integration log: what went wrong, why, and how it is put right.</summary>
public sealed class LogTest(RunningHub hub) : PageTest(hub)
{
    [Fact, Trait("row", "A40"), Trait("row", "A41"), Trait("row", "A43")]
    public async Task A_refused_delivery_says_which_value_was_wrong_and_goes_through_after_the_case_was_corrected()
    {
        var made = await Hub.Api.Post("/cases", HubApi.NewCase("With a bad code.", "LG", "NOSUCH"));
        await Hub.Api.Until($"/deliveries?caseId={made.Text("id")}", log => log.At("items").GetArrayLength() == 1 && log.At("items")[0].Text("state") == "failed");
        await Page.GotoAsync("/log");
        await Page.GetByText("Failed", new() { Exact = false }).First.ClickAsync();
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Search case" }).FillAsync(made.Text("number"));
        await Assertions.Expect(Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(Page.Locator("tbody tr")).ToContainTextAsync("NOSUCH");
        await Page.Locator("tbody tr").GetByRole(AriaRole.Link).First.ClickAsync();
        await Page.WaitForURLAsync("**/log/dlv_*");
        var reason = Page.Locator(".notice").First;
        await Assertions.Expect(reason).ToContainTextAsync("NOSUCH");
        await Assertions.Expect(reason).ToContainTextAsync("SubjectCode");
        await Assertions.Expect(reason).ToContainTextAsync("→");
        // The trace: where the bad value came from.
        await Assertions.Expect(Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "SubjectCode" }).First).ToContainTextAsync("case.values.subject");
        await Page.ScreenshotAsync(new() { Path = Path.Combine(RunningHub.Root, "artifacts", "screens", "delivery-failed.png"), FullPage = true });

        await Hub.Api.Patch($"/cases/{made.Text("id")}", new { values = new Dictionary<string, string> { ["subject"] = "OTH" } });
        await Button("Replay").ClickAsync();
        await Page.GetByRole(AriaRole.Radio, new() { Name = "With today’s template" }).CheckAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Replay", Exact = true }).ClickAsync();
        await Hub.Api.Until($"/cases/{made.Text("id")}", one => one.At("references").GetArrayLength() == 1);
        await Assertions.Expect(Page.GetByText("It has arrived.")).ToBeVisibleAsync();
        NothingWrongWasSaid();
    }

    [Fact, Trait("row", "A39"), Trait("row", "A9")]
    public async Task A_success_is_in_the_log_with_its_exchange_and_without_the_password()
    {
        var (id, _, enquiry) = await Hub.Api.RaisedCase("Looked at in the log.");
        var delivery = (await Hub.Api.Get($"/deliveries?caseId={id}&kind=create")).At("items")[0].Text("id");
        await Page.GotoAsync($"/log/{delivery}");
        await Assertions.Expect(Page.GetByText("It has arrived.")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("main")).ToContainTextAsync($"{enquiry}");
        foreach (var attempt in await Page.Locator(".mantine-Accordion-control").AllAsync())
        {
            await attempt.ClickAsync();
        }
        await Assertions.Expect(Page.Locator("pre.exchange").First).ToContainTextAsync("LIAISON");
        Assert.DoesNotContain("sandbox<", string.Concat(await Page.Locator("pre.exchange").AllInnerTextsAsync()), StringComparison.Ordinal);
        NothingWrongWasSaid();
    }

    [Fact]
    public async Task What_failed_is_replayed_in_bulk_from_the_log()
    {
        var word = "Bulkwise";
        foreach (var number in new[] { 1, 2 })
        {
            var made = await Hub.Api.Post("/cases", HubApi.NewCase($"{word} {number}", "LG", "NOSUCH"));
            await Hub.Api.Until($"/deliveries?caseId={made.Text("id")}", log => log.At("items").GetArrayLength() == 1 && log.At("items")[0].Text("state") == "failed");
        }
        await Page.GotoAsync("/log?state=failed");
        await Assertions.Expect(Page.Locator("tbody tr").First).ToBeVisibleAsync();
        await Button("Replay all").ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Replay all" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("will be tried again")).ToBeVisibleAsync();
        NothingWrongWasSaid();
    }

    [Fact]
    public async Task The_main_ways_are_open_to_the_keyboard_alone()
    {
        await Page.GotoAsync("/");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("g");
        await Page.Keyboard.PressAsync("c");
        await Page.WaitForURLAsync("**/cases");
        await Assertions.Expect(Page.Locator("tbody tr").First).ToBeVisibleAsync();
        await Page.Locator("tbody a").First.FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitForURLAsync("**/cases/cas_*");
        await Button("Edit").FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Edit the case" })).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Control+k");
        var palette = Page.GetByRole(AriaRole.Dialog, new() { Name = "Find anything" });
        await Assertions.Expect(palette.GetByRole(AriaRole.Textbox)).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("rules");
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitForURLAsync("**/rules**");
        NothingWrongWasSaid();
    }
}
