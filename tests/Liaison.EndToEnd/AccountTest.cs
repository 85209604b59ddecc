using System.Globalization;

namespace Liaison.EndToEnd;

/// <summary>What a person keeps for themselves, on an account of the test's own.</summary>
public sealed class AccountTest(RunningHub hub) : PageTest(hub)
{
    private const string First = "the first long password";

    protected override bool SignedIn => false;

    [Fact]
    public async Task All_times_are_shown_in_the_zone_that_the_person_chose()
    {
        await SignInAs("zone");
        var made = await Hub.Api.Post("/cases", HubApi.NewCase("Seen from far away.", "LG", "OTH"));
        var created = made.At("dates").Text("created");
        await Page.GotoAsync($"/cases/{made.Text("id")}");
        await Assertions.Expect(Page.Locator("dl.facts time").Filter(new() { HasText = Written(created, "Europe/London") }).First).ToBeVisibleAsync();

        await Page.GetByLabel("Your account").ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = "Your account" }).ClickAsync();
        await Page.GetByRole(AriaRole.Combobox, new() { Name = "Time zone" }).FillAsync("Chatham");
        await Page.GetByRole(AriaRole.Option, new() { Name = "Pacific/Chatham" }).ClickAsync();
        await Button("Save").ClickAsync();
        await Assertions.Expect(Page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await Page.GotoAsync($"/cases/{made.Text("id")}");
        await Assertions.Expect(Page.Locator("dl.facts time").Filter(new() { HasText = Written(created, "Pacific/Chatham") }).First).ToBeVisibleAsync();
        NothingWrongWasSaid();
    }

    [Fact]
    public async Task The_language_goes_with_the_account_and_every_part_of_the_page_speaks_it()
    {
        await SignInAs("language");
        await Page.GotoAsync("/account");
        await Choose(Page.GetByRole(AriaRole.Combobox, new() { Name = "Language" }), "Polski");
        await Button("Save").ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Twoje konto" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Pokaż lub ukryj hasło" }).First).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("Zapisano")).ToBeVisibleAsync();

        await using var elsewhere = await Hub.Browser.NewContextAsync(new() { BaseURL = Hub.Url.ToString(), Locale = "en-GB" });
        var page = await elsewhere.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mail").FillAsync("language@example.org");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Password" }).FillAsync(First);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Przegląd" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "pl");
        NothingWrongWasSaid();
    }

    [Fact]
    public async Task A_person_changes_their_password_by_knowing_the_one_that_holds()
    {
        await SignInAs("password");
        await Page.GotoAsync("/account");
        await Fill("Password as it is now", "not the password");
        await Fill("New password", "the second long password");
        await Fill("New password once more", "the second long passwort");
        await Assertions.Expect(Page.GetByText("The two are not the same.")).ToBeVisibleAsync();
        await Assertions.Expect(Button("Change the password")).ToBeDisabledAsync();
        await Fill("New password once more", "the second long password");
        await Button("Change the password").ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The password was not changed.");
        Expect(422);
        await Fill("Password as it is now", First);
        await Button("Change the password").ClickAsync();
        await Assertions.Expect(Page.GetByText("The password is changed.")).ToBeVisibleAsync();
        using var signedIn = await HubApi.SignIn(Hub.Url, "password@example.org", "the second long password");
        Assert.Equal("agent", (await signedIn.Get("/session")).At("user").Text("role"));
        NothingWrongWasSaid();
    }

    private Task Fill(string label, string text) => Page.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true }).FillAsync(text);

    private async Task SignInAs(string name)
    {
        var email = $"{name}@example.org";
        await Hub.Api.Post("/users", new { name = $"Somebody for the {name}", email, role = "agent", password = First });
        var answer = await Window.APIRequest.PostAsync("/api/v1/session", new() { DataObject = new { email, password = First }, Headers = [new("X-Liaison", "1")] });
        Assert.True(answer.Ok, await answer.TextAsync());
    }

    private static string Written(string instant, string zone) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);
}
