using Deque.AxeCore.Playwright;

namespace Liaison.EndToEnd;

/// <summary>Every page in light and in dark: it says nothing against itself, nothing sticks out, anyone can use it, and its picture lies in <c>artifacts/screens</c>.</summary>
public sealed class ScreensTest(RunningHub hub) : PageTest(hub)
{
    private static readonly string[] Pages =
    [
        "overview /", "cases /cases", "cases-none /cases?search=nothing-like-this", "case {case}", "case-new /cases/new", "integrations /integrations",
        "connection-general {connection}", "connection-references {connection}/references", "connection-templates {connection}/templates",
        "connection-updates {connection}/updates", "connection-log {connection}/log", "template-outgoing {connection}/templates/{create}",
        "template-incoming {connection}/templates/{incoming}", "template-new {connection}/templates/new", "floor /floor", "floor-wall /floor/wall", "statistics /statistics", "log /log", "delivery {delivery}", "flows /flows", "flow {flow}", "desk /desk", "simulator /simulator", "console /console", "sessions /sessions", "sessions-none /sessions?search=nothing-like-this", "session {session}",
        "salesforce-general {salesforce}", "salesforce-conversations {salesforce}/conversations", "salesforce-identification {salesforce}/identification", "salesforce-users {salesforce}/users",
        "salesforce-shown {salesforce}/dynamic-data", "dynamics-general {dynamics}", "kustomer-general {kustomer}", "kustomer-conversations {kustomer}/conversations", "kustomer-updates {kustomer}/updates",
        "observer-general {observer}", "observer-log {observer}/log", "salesforce-query {salesforce}/query", "salesforce-log {salesforce}/log", "delivery-conversation {conversation}", "rules /rules",
        "rule {rule}", "rule-new /rules/service-request/new", "case-types /case-types", "case-type /case-types/service-request", "simulator /simulator", "api-keys /api-keys", "users /users", "audit /audit", "account /account", "compare /integrations/compare", "guides /docs", "guide /docs/confirm", "lost /no/such/page",
    ];

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var page in Pages)
            {
                var parts = page.Split(' ');
                all.Add(parts[0], parts[1]);
            }
            return all;
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Every_page_is_whole_quiet_and_open_to_everyone_in_light_and_in_dark(string name, string address)
    {
        await Page.GotoAsync(await Real(address));
        await Settled();
        foreach (var dark in new[] { false, true })
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
            await Assertions.Expect(Page.Locator("html")).ToHaveAttributeAsync("data-mantine-color-scheme", dark ? "dark" : "light");
            await Judge(dark ? $"{name}-dark" : name);
        }
        await Page.SetViewportSizeAsync(390, 844);
        await Judge($"{name}-narrow", axe: false);
        NothingWrongWasSaid();
    }

    [Fact]
    public async Task The_sign_in_page_is_whole_quiet_and_open_to_everyone()
    {
        await Window.ClearCookiesAsync();
        await Page.GotoAsync("/sign-in");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await Judge("sign-in");
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Assertions.Expect(Page.Locator("html")).ToHaveAttributeAsync("data-mantine-color-scheme", "dark");
        await Judge("sign-in-dark");
        NothingWrongWasSaid();
    }

    private async Task Settled()
    {
        await Assertions.Expect(Page.Locator("h1, main h2").First).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    private async Task Judge(string picture, bool axe = true)
    {
        var folder = Directory.CreateDirectory(Path.Combine(RunningHub.Root, "artifacts", "screens"));
        // What follows a new width by script does so a moment after it: only what stays too wide sticks out.
        await Page.EvaluateAsync("""
            async () => { for (let tick = 0; tick < 60 && document.documentElement.scrollWidth > document.documentElement.clientWidth; tick++) await new Promise((done) => setTimeout(done, 50)) }
            """);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"{picture}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
        var sticksOut = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(sticksOut <= 0, $"{picture} is {sticksOut} pixels wider than its window.");
        var text = await Page.Locator("body").InnerTextAsync();
        Assert.DoesNotMatch(@"\b(undefined|NaN|\[object Object\])\b|\{\{[a-z]+\}\}", text);
        if (!axe)
        {
            return;
        }
        var found = await Page.RunAxe();
        var barred = found.Violations.Where(one => one.Impact is "serious" or "critical")
            .Select(one => $"{picture}: {one.Id}, {one.Help}: {string.Join(" | ", one.Nodes.Take(3).Select(node => node.Html))}").ToList();
        Assert.True(barred.Count == 0, string.Join('\n', barred));
    }

    private async Task<string> Real(string address)
    {
        if (!address.Contains('{', StringComparison.Ordinal))
        {
            return address;
        }
        var connection = (await Hub.Api.Connection()).Text("id");
        var templates = (await Hub.Api.Get($"/connections/{connection}/templates")).At("items").EnumerateArray().ToList();
        string Template(string kind) => templates.First(one => one.Text("kind") == kind).Text("id");
        var delivery = (await Hub.Api.Get("/deliveries?kind=create&state=delivered&limit=1")).At("items")[0];
        var rule = (await Hub.Api.Get("/case-types/service-request/rules")).At("items")[0].Text("id");
        async Task<string> Of(string system) => $"/integrations/{(await Hub.Api.Connection($"{system} (stand-in)")).Text("id")}";
        var salesforce = (await Hub.Api.Connection("Salesforce (stand-in)")).Text("id");
        var conversation = (await Hub.Api.Get($"/deliveries?connection={salesforce}&state=delivered&limit=1")).At("items")[0];
        var flow = (await Hub.Api.Get("/flows")).At("items")[0].Text("id");
        return address.Replace("{flow}", $"/flows/{flow}", StringComparison.Ordinal)
            .Replace("{dynamics}", await Of("Dynamics 365"), StringComparison.Ordinal)
            .Replace("{kustomer}", await Of("Kustomer"), StringComparison.Ordinal)
            .Replace("{observer}", await Of("Virtual Observer"), StringComparison.Ordinal)
            .Replace("{salesforce}", $"/integrations/{salesforce}", StringComparison.Ordinal)
            .Replace("{session}", $"/sessions/{conversation.Text("subject")}", StringComparison.Ordinal)
            .Replace("{conversation}", $"/log/{conversation.Text("id")}", StringComparison.Ordinal)
            .Replace("{connection}", $"/integrations/{connection}", StringComparison.Ordinal)
            .Replace("{create}", Template("create"), StringComparison.Ordinal)
            .Replace("{incoming}", Template("incoming"), StringComparison.Ordinal)
            .Replace("{case}", $"/cases/{delivery.Text("subject")}", StringComparison.Ordinal)
            .Replace("{delivery}", $"/log/{delivery.Text("id")}", StringComparison.Ordinal)
            .Replace("{rule}", $"/rules/service-request/{rule}", StringComparison.Ordinal);
    }
}
