using System.Globalization;
using System.Text;

namespace Liaison.EndToEnd;

/// <summary>A case in the browser, and its enquiry on the other side.</summary>
public sealed class CaseTest(RunningHub hub) : PageTest(hub)
{
    [Fact, Trait("row", "A18")]
    public async Task The_list_shows_enquiry_numbers_and_finds_a_case_by_one()
    {
        var (id, number, enquiry) = await Hub.Api.RaisedCase("Search for me by my enquiry.");
        await Page.GotoAsync("/cases");
        var search = Page.GetByRole(AriaRole.Textbox, new() { Name = "Search number" });
        await search.FillAsync($"9{enquiry}9");
        await Assertions.Expect(Page.GetByText("No case fits")).ToBeVisibleAsync();
        await search.FillAsync($"{enquiry}");
        var row = Page.GetByRole(AriaRole.Row).Filter(new() { HasText = number });
        await Assertions.Expect(row.Locator(".record")).ToHaveTextAsync(enquiry.ToString(CultureInfo.InvariantCulture));
        // Any four digits may stand in somebody's grid reference too, so there can be a few more; but not all.
        await Assertions.Expect(Page.Locator("tbody tr").Nth(5)).ToHaveCountAsync(0);
        await row.GetByRole(AriaRole.Link).First.ClickAsync();
        await Page.WaitForURLAsync($"**/cases/{id}");
        await Assertions.Expect(Page.Locator(".record.large")).ToHaveTextAsync(enquiry.ToString(CultureInfo.InvariantCulture));
        await Assertions.Expect(Page.GetByText("Enquiry number")).ToBeVisibleAsync();
        NothingWrongWasSaid();
    }

    [Fact, Trait("row", "A1"), Trait("row", "A38")]
    public async Task A_case_made_in_the_browser_raises_an_enquiry_whose_number_appears_without_a_reload()
    {
        await Page.GotoAsync("/cases/new");
        await Choose(Field("Category"), "Streets and lighting");
        await Field("Request").FillAsync("Pothole");
        await Field("Description").FillAsync("A deep hole before the school gate.");
        await Choose(Field("Service code"), "Street lighting");
        await Field("Subject code").FillAsync("OTH");
        await Choose(Field("How it reached us"), "Telephone");
        await Field("Surname").FillAsync("Sørensen-Ó Briain");
        await Button("Create the case").ClickAsync();
        await Page.WaitForURLAsync("**/cases/cas_*");
        var shown = Page.Locator(".record.large");
        await Assertions.Expect(shown).ToBeVisibleAsync();
        var raised = await Hub.Confirm.Enquiry(int.Parse(await shown.InnerTextAsync(), CultureInfo.InvariantCulture));
        Assert.Equal("A deep hole before the school gate.", raised.Text("description"));
        Assert.Equal("Sørensen-Ó Briain", raised.At("customer").Text("CustomerSurname"));
        NothingWrongWasSaid();
    }

    [Fact, Trait("row", "A2"), Trait("row", "A3")]
    public async Task A_case_changed_in_the_browser_changes_the_mapped_fields_of_its_enquiry_and_no_other()
    {
        var (id, number, enquiry) = await Hub.Api.RaisedCase("Before the change.");
        var before = await Hub.Confirm.Enquiry(enquiry);
        await Page.GotoAsync($"/cases/{id}");
        await Button("Edit").ClickAsync();
        await Field("Description").FillAsync("After the change: two holes now.");
        await Button("Save").ClickAsync();
        await Assertions.Expect(Page.Locator("dl.facts").First).ToContainTextAsync("After the change: two holes now.");
        var after = await Hub.Confirm.Until(enquiry, one => one.Text("description") == "After the change: two holes now.");
        Assert.Contains(number, after.At("logs").EnumerateArray().Last().Text("notes"), StringComparison.Ordinal);
        Assert.Equal(before.Text("serviceCode"), after.Text("serviceCode"));
        Assert.Equal(before.At("logs")[0].Text("statusCode"), after.At("logs").EnumerateArray().Last().Text("statusCode"));
        // What the stand-in holds after our own update is read back into the case.
        var read = await Hub.Api.Until($"/cases/{id}", one => one.At("values").TryGetProperty("enquiry_status", out var status) && status.GetString() is { Length: > 0 });
        Assert.Equal(after.At("logs").EnumerateArray().Last().Text("statusCode"), read.At("values").Text("enquiry_status"));
        NothingWrongWasSaid();
    }

    [Fact, Trait("row", "A44"), Trait("row", "A22"), Trait("row", "A36")]
    public async Task A_change_in_Confirm_appears_in_the_open_page_without_a_reload()
    {
        var (id, _, enquiry) = await Hub.Api.RaisedCase("Watched from the other side.");
        await Page.GotoAsync($"/cases/{id}");
        await Assertions.Expect(Page.Locator(".record.large")).ToBeVisibleAsync();
        await Page.EvaluateAsync("window.stillTheSamePage = true");
        await Hub.Confirm.Change(enquiry, new { statusCode = "INSP", notes = "Inspector on the way", user = "JSMITH" });
        await Assertions.Expect(Page.Locator("h1 + .tone, h1 ~ .tone").First).ToHaveTextAsync("In progress");
        await Assertions.Expect(Page.Locator("dl.facts").First).ToContainTextAsync("Inspection arranged");
        Assert.True(await Page.EvaluateAsync<bool>("window.stillTheSamePage"));
        NothingWrongWasSaid();
    }

    [Fact, Trait("row", "A16"), Trait("row", "A51"), Trait("row", "A52")]
    public async Task A_file_attached_in_the_browser_is_uploaded_to_Confirm_and_only_given_out_after_sign_in()
    {
        var (id, _, enquiry) = await Hub.Api.RaisedCase("With a picture.");
        await Page.GotoAsync($"/cases/{id}");
        var chooser = await Page.RunAndWaitForFileChooserAsync(() => Button("Attach a file").ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = "höle & co.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("how deep it is") });
        await Page.GetByLabel("Description").FillAsync("How deep it is");
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Attach a file" }).ClickAsync();
        var link = Page.GetByRole(AriaRole.Link, new() { Name = "höle & co.txt" });
        await Assertions.Expect(link).ToBeVisibleAsync();
        var holding = await Hub.Confirm.Until(enquiry, one => one.At("documents").GetArrayLength() == 1);
        Assert.Equal("How deep it is", holding.At("documents")[0].Text("notes"));
        Assert.Equal("how deep it is", await Hub.Confirm.Document(enquiry, holding.At("documents")[0].At("number").GetInt32()));

        var address = await link.GetAttributeAsync("href");
        await using var stranger = await Hub.Browser.NewContextAsync(new() { BaseURL = Hub.Url.ToString(), AcceptDownloads = true });
        var page = await stranger.NewPageAsync();
        await page.GotoAsync(address!);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await page.GetByLabel("E-mail").FillAsync(Hub.Email);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Password" }).FillAsync(Hub.Password);
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync());
        Assert.Equal("how deep it is", await File.ReadAllTextAsync(await file.PathAsync()));
        NothingWrongWasSaid();
    }

    [Fact]
    public async Task Hostile_values_are_shown_as_what_they_are()
    {
        string[] naughty =
        [
            "<script>window.owned=1</script>", "<img src=x onerror=window.owned=1>", "\"><svg onload=window.owned=1>", "javascript:window.owned=1", "{{constructor.constructor('window.owned=1')()}}",
            "\u202Egnp.exe\u202C", "مرحبا \u200F ‏שלום", "👩‍👩‍👧‍👦🏳️‍🌈", "Z̷͑a̴̛l̶̈́g̵͌o̸", "' or 1=1; drop table cases; --", "../../../etc/passwd", "&lt;b&gt; &amp; ${7*7} %s%n", "\t line\nbreak ",
        ];
        var made = await Hub.Api.Post("/cases", new
        {
            type = "service-request",
            values = new Dictionary<string, object>
            {
                ["category"] = "general", ["request_type"] = "<script>window.owned=1</script>", ["description"] = (string.Join(" | ", naughty) + new string('W', 2000))[..2000],
                ["service"] = "GE", ["subject"] = "OTH", ["source"] = "WEB", ["district"] = new string('Ж', 80),
            },
            person = new { surname = new string('w', 200), forename = "<b>x</b>", email = "a@b.example" },
            address = new { line1 = string.Concat(Enumerable.Repeat("🏠", 90)), town = "<iframe src=javascript:window.owned=1>" },
        });
        await Hub.Api.Post($"/cases/{made.Text("id")}/notes", new { text = string.Join("\n", naughty) + new string('M', 10_000) });
        foreach (var address in new[] { $"/cases/{made.Text("id")}", "/cases?search=owned", "/log" })
        {
            await Page.GotoAsync(address);
            await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Assertions.Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            Assert.True(await Page.EvaluateAsync<bool>("window.owned === undefined"));
            Assert.Equal(0, await Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
        }
        await Page.GotoAsync($"/cases/{made.Text("id")}");
        await Assertions.Expect(Page.GetByText("<img src=x onerror=window.owned=1>").First).ToBeVisibleAsync();
        await Page.ScreenshotAsync(new() { Path = Path.Combine(RunningHub.Root, "artifacts", "screens", "case-hostile.png"), FullPage = true });
        NothingWrongWasSaid();
    }

    private ILocator Field(string label) => Page.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true }).Or(Page.GetByRole(AriaRole.Combobox, new() { Name = label, Exact = true }));
}
