namespace Liaison.EndToEnd;

/// <summary>What an administrator of Confirm does there, by the words of Liaison's page and of nothing else.</summary>
public sealed class SetUpTest(RunningHub hub, OwnConfirm confirm) : PageTest(hub), IClassFixture<OwnConfirm>
{
    [Fact, Trait("row", "A45"), Trait("row", "A47"), Trait("row", "A49"), Trait("row", "A50"), Trait("row", "A44")]
    public async Task Whoever_follows_the_page_in_Confirm_sees_a_change_made_there_reach_the_case()
    {
        var explorer = await Window.NewPageAsync();
        await Page.GotoAsync($"/integrations/{confirm.Connection}/updates");
        await Assertions.Expect(Page.GetByText("No update has arrived yet")).ToBeVisibleAsync();

        // 1. An External System: Confirm gives it a number, which belongs into the connection's settings.
        await OpenAsToldIn(explorer, Step(1));
        var (field, name) = Assert.Single(await ToEnter(Step(1)));
        await explorer.GetByLabel(field).FillAsync(name!);
        await explorer.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var number = await explorer.GetByRole(AriaRole.Row).Filter(new() { HasText = name }).GetByRole(AriaRole.Cell).Last.InnerTextAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Enter the System Number" }).ClickAsync();
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "External System Number" }).FillAsync(number);
        await Button("Save and test").ClickAsync();
        await Assertions.Expect(Page.GetByText("Saved. The connection works.")).ToBeVisibleAsync();

        // 2 and 3. A key, and the CRM Agent's settings, field by field as the page names them.
        await Page.Locator("nav.tabs").GetByRole(AriaRole.Link, new() { Name = "Updates received" }).ClickAsync();
        await Assertions.Expect(Step(1).GetByText("Done")).ToBeVisibleAsync();
        await Button("Make a key").ClickAsync();
        await Assertions.Expect(Step(2).GetByText("Done")).ToBeVisibleAsync();
        await OpenAsToldIn(explorer, Step(3));
        foreach (var (label, enter) in await ToEnter(Step(3)))
        {
            if (label == "External Issue System")
            {
                await explorer.GetByLabel(label).SelectOptionAsync(new SelectOptionValue { Label = $"{number} {name}" });
            }
            else if (enter is not null)
            {
                await explorer.GetByLabel(label, new() { Exact = true }).FillAsync(enter);
            }
        }
        await explorer.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        // As long as the scheduled task is not enabled, nothing is told.
        var (id, enquiry) = await confirm.Raise("Set up by the page's words.");
        Assert.Equal(number, (await confirm.Side.Enquiry(enquiry)).Text("externalSystemNumber"));
        await ChangeThere(explorer, enquiry, "PROG", "Said to nobody");
        Assert.Equal((0, 0), await confirm.Side.RunAgent());

        // 4. The task.
        await OpenAsToldIn(explorer, Step(4));
        await explorer.GetByRole(AriaRole.Checkbox, new() { Name = "CRM Agent" }).CheckAsync();
        await explorer.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Page.GotoAsync($"/cases/{id}");
        await Assertions.Expect(Page.Locator("h1 ~ .tone").First).ToHaveTextAsync("Received");
        await ChangeThere(explorer, enquiry, "INSP", "Told at last");
        await Assertions.Expect(Page.Locator("h1 ~ .tone").First).ToHaveTextAsync("In progress");
        await Assertions.Expect(Page.Locator(".timeline")).ToContainTextAsync("Told at last");
        await Assertions.Expect(Page.Locator(".timeline")).Not.ToContainTextAsync("Said to nobody");
        await Page.GotoAsync($"/integrations/{confirm.Connection}/updates");
        await Assertions.Expect(Page.GetByText("The last update arrived")).ToBeVisibleAsync();
        await Assertions.Expect(Step(4).GetByText("Done")).ToBeVisibleAsync();
        NothingWrongWasSaid();
    }

    [Fact, Trait("row", "A45"), Trait("row", "A50")]
    public async Task The_guide_tells_the_same_ways_and_fields_as_the_page()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(RunningHub.Root, "docs", "guide", "confirm.md"), TestContext.Current.CancellationToken);
        await Page.GotoAsync($"/integrations/{confirm.Connection}/updates");
        await Assertions.Expect(Step(4)).ToBeVisibleAsync();
        foreach (var number in new[] { 1, 3, 4 })
        {
            foreach (var place in await PathIn(Step(number)))
            {
                Assert.Contains($"*{place}*", guide, StringComparison.Ordinal);
            }
            foreach (var (label, _) in await ToEnter(Step(number)))
            {
                Assert.Contains(label, guide, StringComparison.Ordinal);
            }
        }
        NothingWrongWasSaid();
    }

    private ILocator Step(int number) => Page.Locator("main section.card").Nth(number - 1);

    private static async Task<string[]> PathIn(ILocator step) => (await step.Locator(".path strong").InnerTextAsync()).Split(" › ");

    /// <summary>Goes to the last place of the way that the step tells, by the stand-in's own menu.</summary>
    private async Task OpenAsToldIn(IPage explorer, ILocator step)
    {
        await explorer.GotoAsync(new Uri(confirm.Url, "/confirm").ToString());
        await explorer.GetByRole(AriaRole.Link, new() { Name = (await PathIn(step))[^1], Exact = true }).ClickAsync();
    }

    /// <summary>The fields of the step, each with the value to enter where there is one.</summary>
    private static async Task<List<(string Field, string? Enter)>> ToEnter(ILocator step)
    {
        var fields = new List<(string, string?)>();
        foreach (var line in await step.Locator("dl.enter > div").AllAsync())
        {
            var value = line.Locator("dd code");
            fields.Add((await line.Locator("dt").InnerTextAsync(), await value.CountAsync() > 0 ? await value.InnerTextAsync() : null));
        }
        return fields;
    }

    private async Task ChangeThere(IPage explorer, int enquiry, string status, string notes)
    {
        await explorer.GotoAsync(new Uri(confirm.Url, $"/confirm/enquiry/{enquiry}").ToString());
        await explorer.GetByLabel("Status", new() { Exact = true }).SelectOptionAsync(status);
        await explorer.GetByLabel("Notes").FillAsync(notes);
        await explorer.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(explorer.GetByRole(AriaRole.Cell, new() { Name = notes })).ToBeVisibleAsync();
    }
}
