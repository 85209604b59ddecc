using System.Globalization;
using System.Text;

namespace Liaison.EndToEnd;

/// <summary>What a Confirm of one's own shows: weather and waiting, the log's filters, links to files, and the life of a template.</summary>
public sealed class OwnConfirmTest(RunningHub hub, OwnConfirm confirm) : PageTest(hub), IClassFixture<OwnConfirm>
{
    [Fact, Trait("row", "A42")]
    public async Task A_delivery_that_meets_a_fault_shows_its_next_attempt_and_can_be_cancelled_while_it_waits()
    {
        var before = await confirm.Side.Count();
        await using (await confirm.Side.Fault(new { kind = "server-error", status = 503 }))
        {
            var (_, number, delivery) = await confirm.Apply("Waits in vain.");
            await Hub.Api.Until($"/deliveries/{delivery}", one => one.Text("state") == "waiting" && one.At("attempts").GetArrayLength() > 0);
            await Page.GotoAsync($"/log?connection={confirm.Connection}&state=waiting");
            var row = Page.Locator("tbody tr").Filter(new() { HasText = number });
            await Assertions.Expect(row).ToContainTextAsync("Next attempt");
            await row.GetByRole(AriaRole.Link).First.ClickAsync();
            await Page.WaitForURLAsync($"**/log/{delivery}");
            await Assertions.Expect(Page.Locator("main")).ToContainTextAsync("Next attempt");
            await Assertions.Expect(Page.Locator(".notice").First).ToContainTextAsync("Unavailable");
            await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Attempt 1" }).First).ToContainTextAsync("Unavailable");
            await Page.ScreenshotAsync(new() { Path = Path.Combine(RunningHub.Root, "artifacts", "screens", "delivery-waiting.png"), FullPage = true });

            await Button("Cancel the delivery").ClickAsync();
            await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel the delivery" }).ClickAsync();
            await Assertions.Expect(Page.GetByText("A person cancelled it.")).ToBeVisibleAsync();
            Assert.Equal("cancelled", (await Hub.Api.Get($"/deliveries/{delivery}")).Text("state"));
        }
        Assert.Equal(before, await confirm.Side.Count());
        NothingWrongWasSaid();
    }

    [Fact, Trait("row", "A39"), Trait("row", "A41")]
    public async Task The_log_is_narrowed_by_connection_state_kind_words_and_days()
    {
        var (good, _) = await confirm.Raise("A lamp that is out.");
        var (_, bad, failing) = await confirm.Apply("A lamp of a bad code.", "NOSUCH");
        await Hub.Api.Until($"/deliveries/{failing}", one => one.Text("state") == "failed");
        var number = (await Hub.Api.Get($"/cases/{good}")).Text("number");
        await Page.GotoAsync("/log");
        await Choose(Page.GetByRole(AriaRole.Combobox, new() { Name = "Connection" }), confirm.Name);
        await Shows(number, bad);
        await Page.Locator("label").Filter(new() { HasText = "Failed" }).ClickAsync();
        await Shows(bad);
        await Assertions.Expect(Rows.Filter(new() { HasText = number })).ToHaveCountAsync(0);
        await Page.Locator("label").Filter(new() { HasText = "Failed" }).ClickAsync();
        await Shows(number, bad);
        await Choose(Page.GetByRole(AriaRole.Combobox, new() { Name = "Kind" }), "Incoming update");
        await Assertions.Expect(Page.GetByText("Nothing fits the filter")).ToBeVisibleAsync();
        await Choose(Page.GetByRole(AriaRole.Combobox, new() { Name = "Kind" }), "Create");
        await Shows(number, bad);
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Search case" }).FillAsync(bad);
        await Assertions.Expect(Rows).ToHaveCountAsync(1);
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Search case" }).FillAsync("");
        await Shows(number, bad);

        var me = (await Hub.Api.Get("/session")).At("user").Text("timeZone");
        var today = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(me)).Date;
        await Day("From day", today);
        await Shows(number, bad);
        await Day("From day", today.AddDays(-2));
        await Day("To day", today.AddDays(-1));
        await Assertions.Expect(Page.GetByText("Nothing fits the filter")).ToBeVisibleAsync();
        await Button("Clear the filter").ClickAsync();
        await Assertions.Expect(Rows.Nth(20)).ToBeVisibleAsync();
        Assert.EndsWith("/log", Page.Url, StringComparison.Ordinal);
        NothingWrongWasSaid();
    }

    [Fact, Trait("row", "A51"), Trait("row", "A16"), Trait("row", "A52")]
    public async Task Without_ConfirmWeb_a_file_goes_as_a_link_that_asks_for_a_sign_in_before_it_gives_the_file()
    {
        var (id, enquiry) = await confirm.Raise("With a file behind a link.");
        await Page.GotoAsync($"/cases/{id}");
        foreach (var (name, description) in new[] { ("first.txt", "How deep it is"), ("second.txt", "") })
        {
            var chooser = await Page.RunAndWaitForFileChooserAsync(() => Button("Attach a file").ClickAsync());
            await chooser.SetFilesAsync(new FilePayload { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes($"what {name} says") });
            await Page.GetByLabel("Description").FillAsync(description);
            await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Attach a file" }).ClickAsync();
            await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = name })).ToBeVisibleAsync();
        }
        var holding = await confirm.Side.Until(enquiry, one => one.At("links").GetArrayLength() == 2);
        Assert.Equal(0, holding.At("documents").GetArrayLength());
        Assert.Equal(["How deep it is", "second.txt"], holding.At("links").EnumerateArray().Select(link => link.Text("notes")));

        await using var stranger = await Hub.Browser.NewContextAsync(new() { AcceptDownloads = true });
        var page = await stranger.NewPageAsync();
        await page.GotoAsync(holding.At("links")[0].Text("location"));
        await Assertions.Expect(page.GetByText("Sign in, and the file will be downloaded.")).ToBeVisibleAsync();
        await page.GetByLabel("E-mail").FillAsync(Hub.Email);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Password" }).FillAsync(Hub.Password);
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync());
        Assert.Equal("what first.txt says", await File.ReadAllTextAsync(await file.PathAsync()));
        NothingWrongWasSaid();
    }

    [Fact, Trait("row", "A27")]
    public async Task A_row_translates_its_values_and_an_earlier_version_of_the_template_is_compared_and_restored()
    {
        await Page.GotoAsync($"/integrations/{confirm.Connection}/templates/{confirm.Create}");
        var row = Page.GetByRole(AriaRole.Group, new() { Name = "Row 4", Exact = true });
        await row.GetByRole(AriaRole.Button, new() { Name = "Translate a value" }).ClickAsync();
        await row.GetByRole(AriaRole.Combobox, new() { Name = "Our value" }).Or(row.GetByRole(AriaRole.Textbox, new() { Name = "Our value" })).FillAsync("TEL");
        await Page.Keyboard.PressAsync("Escape");
        await row.GetByRole(AriaRole.Textbox, new() { Name = "Their value" }).FillAsync("Told by telephone");
        await Save();
        var (_, enquiry) = await confirm.Raise("Translated.");
        Assert.Equal("Told by telephone", (await confirm.Side.Enquiry(enquiry)).Text("location"));

        await Button("Versions").ClickAsync();
        var drawer = Page.GetByRole(AriaRole.Dialog);
        var old = drawer.Locator(".compare > div").Filter(new() { HasText = "EnquiryLocation" });
        await Assertions.Expect(old).ToContainTextAsync("TEL → Told by telephone");
        await Assertions.Expect(drawer.Locator(".compare > div")).ToHaveCountAsync(1);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(RunningHub.Root, "artifacts", "screens", "template-versions.png") });
        await Button("Restore version 1").ClickAsync();
        await Assertions.Expect(drawer).ToHaveCountAsync(0);
        await Save();
        var (_, plain) = await confirm.Raise("As before.");
        Assert.Equal("TEL", (await confirm.Side.Enquiry(plain)).Text("location"));
        Assert.Equal(3, (await Hub.Api.Get($"/connections/{confirm.Connection}/templates/{confirm.Create}/versions")).At("items").GetArrayLength());
        NothingWrongWasSaid();
    }

    /// <summary>The button is off as soon as it is pressed; what counts is the hub's answer.</summary>
    private Task Save() => Page.RunAndWaitForResponseAsync(() => Button("Save").ClickAsync(), answer => answer.Request.Method == "PUT" && answer.Ok);

    [Fact]
    public async Task What_failed_is_replayed_in_bulk_with_todays_template_over_the_corrected_case()
    {
        var (id, number, delivery) = await confirm.Apply("Corrected and replayed.", "NOSUCH");
        await Hub.Api.Until($"/deliveries/{delivery}", one => one.Text("state") == "failed");
        await Hub.Api.Patch($"/cases/{id}", new { values = new Dictionary<string, string> { ["subject"] = "OTH" } });
        await Page.GotoAsync($"/log?state=failed&connection={confirm.Connection}&search={number}");
        await Assertions.Expect(Rows).ToHaveCountAsync(1);
        await Button("Replay all").ClickAsync();
        var dialog = Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "With today’s template" }).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Replay all" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("1 delivery will be tried again.")).ToBeVisibleAsync();
        var raised = await Hub.Api.Until($"/cases/{id}", one => one.At("references").EnumerateArray().Any(held => held.Text("connectionId") == confirm.Connection));
        Assert.Contains(raised.At("references").EnumerateArray(), held => held.Text("label") == "Own enquiry");
        NothingWrongWasSaid();
    }

    private ILocator Rows => Page.Locator("tbody tr");

    private async Task Shows(params string[] numbers)
    {
        foreach (var number in numbers)
        {
            await Assertions.Expect(Rows.Filter(new() { HasText = number })).ToHaveCountAsync(1);
        }
    }

    private Task Day(string label, DateTime day) => Page.GetByLabel(label).FillAsync(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
