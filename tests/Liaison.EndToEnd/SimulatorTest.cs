using System.Text.Json;
using System.Text.Json.Nodes;
using Deque.AxeCore.Playwright;

namespace Liaison.EndToEnd;

/// <summary>The simulator's page. What the hub would say is put into its mouth here: nobody else wants strangers in the hub that all these tests share.</summary>
public sealed class SimulatorTest(RunningHub hub) : PageTest(hub)
{
    private static readonly JsonObject Counts = new()
    {
        ["began"] = 214, ["answered"] = 190, ["abandoned"] = 9, ["transferred"] = 14, ["messages"] = 10, ["open"] = 7, ["waiting"] = 2, ["meanWaitSeconds"] = 84.2,
        ["agentsInQueue"] = 1, ["agentsBusy"] = 5, ["agentsWrappingUp"] = 1, ["agentsAway"] = 1,
    };

    [Fact]
    public async Task An_administrator_confirms_starts_watches_and_stops_a_simulation()
    {
        JsonElement? started = null;
        var state = "none";
        await Page.RouteAsync("**/api/v1/simulation", async route =>
        {
            if (route.Request.Method == "POST")
            {
                (started, state) = (route.Request.PostDataJSON(), "running");
            }
            state = route.Request.Method == "DELETE" ? "ended" : state;
            await route.FulfillAsync(new() { Status = route.Request.Method == "POST" ? 202 : 200, ContentType = "application/json", Body = Simulation(state, demo: false).ToJsonString() });
        });
        await Page.GotoAsync("/simulator");
        await Assertions.Expect(Page.GetByText("Simulated contacts are written into your connected systems")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Salesforce (stand-in)" })).ToBeVisibleAsync();
        await Button("Let them come").ClickAsync();
        Assert.Null(started);
        await Page.GetByLabel("Speed").FillAsync("60");
        await Page.GetByLabel("Agents", new() { Exact = false }).First.FillAsync("12");
        await Button("More settings").ClickAsync();
        await Page.GetByLabel("Contacts in the busiest hour").FillAsync("150");
        await Page.GetByLabel("Yes, write simulated contacts").CheckAsync();
        await Button("Let them come").ClickAsync();
        await Assertions.Expect(Page.GetByText("Started by Maria Nowak")).ToBeVisibleAsync();
        Assert.Equal((60, 12, 150, true), (started!.Value.GetProperty("speed").GetInt32(), started.Value.GetProperty("agents").GetInt32(), started.Value.GetProperty("contactsPerHour").GetInt32(), started.Value.GetProperty("confirm").GetBoolean()));
        await Assertions.Expect(Page.GetByText("190", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("1:24", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(Button("Let them come")).ToHaveCountAsync(0);
        await Button("Stop").ClickAsync();
        await Assertions.Expect(Page.GetByText("somebody stopped it")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Its sessions" }).ClickAsync();
        await Page.WaitForURLAsync("**/sessions?source=urn*");
        await Assertions.Expect(Page.GetByText("Nothing fits")).ToBeVisibleAsync();
        NothingWrongWasSaid();
    }

    [Theory]
    [InlineData("en", "Simulator", "Gave up")]
    [InlineData("fr", "Simulateur", "Abandons")]
    [InlineData("pl", "Symulator", "Rezygnacje")]
    public async Task A_simulation_under_way_is_readable_in_each_language_in_light_and_dark_for_everyone(string language, string title, string word)
    {
        await Page.RouteAsync("**/api/v1/simulation", route => route.FulfillAsync(new() { ContentType = "application/json", Body = Simulation("running", demo: true).ToJsonString() }));
        await Page.RouteAsync("**/api/v1/session", async route =>
        {
            var me = JsonNode.Parse(await (await route.FetchAsync()).TextAsync())!;
            me["user"]!["locale"] = language;
            await route.FulfillAsync(new() { ContentType = "application/json", Body = me.ToJsonString() });
        });
        await Page.GotoAsync("/simulator");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = title, Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText(word, new() { Exact = true })).ToBeVisibleAsync();
        var folder = Directory.CreateDirectory(Path.Combine(RunningHub.Root, "artifacts", "screens"));
        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, 390) })
        {
            await Page.SetViewportSizeAsync(width, 900);
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await Assertions.Expect(Page.Locator("html")).ToHaveAttributeAsync("data-mantine-color-scheme", scheme == ColorScheme.Dark ? "dark" : "light");
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"simulator-running-{language}-{scheme}-{width}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
            Assert.True(await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, $"{language} {width} is wider than its window.");
            var found = await Page.RunAxe();
            Assert.Empty(found.Violations.Where(one => one.Impact is "serious" or "critical").Select(one => $"{one.Id}: {one.Help}: {string.Join(" | ", one.Nodes.Take(3).Select(node => node.Html))}"));
        }
        NothingWrongWasSaid();
    }

    private static JsonObject Simulation(string state, bool demo)
    {
        // Times of the page are relative to the browser's clock, which is this machine's.
        var now = TimeProvider.System.GetUtcNow();
        var said = new JsonObject
        {
            ["state"] = state, ["demo"] = demo, ["source"] = "urn:liaison:simulator", ["told"] = 1530, ["sessionsOpen"] = 7,
            ["writesTo"] = new JsonArray(new JsonObject { ["id"] = "con_01m7yn3a9w24cnm15y2k0rgznv", ["name"] = "Salesforce (stand-in)", ["kindName"] = "Salesforce" }),
            ["limits"] = new JsonObject { ["speed"] = 240, ["agents"] = 60, ["minutes"] = 240, ["contactsPerHour"] = 2000, ["factsPerSecond"] = 50 },
            ["order"] = new JsonObject { ["speed"] = 4, ["agents"] = 8, ["minutes"] = 10, ["seed"] = 1, ["fromHour"] = 9, ["trueTimes"] = false },
        };
        if (state != "none")
        {
            (said["run"], said["startedBy"], said["startedAt"], said["endsAt"]) = ("sim-20261121-090000000", "Maria Nowak", now.AddMinutes(-2).ToString("O"), now.AddMinutes(8).ToString("O"));
            said["progress"] = new JsonObject { ["told"] = 1530, ["refused"] = 0, ["clock"] = "10:42", ["heldBack"] = true, ["contactsPerHour"] = 128.4, ["counts"] = Counts.DeepClone() };
        }
        if (state == "ended")
        {
            (said["endedAt"], said["endedWhy"]) = (now.ToString("O"), "asked");
        }
        return said;
    }
}
