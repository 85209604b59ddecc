using System.Text.Json;
using Microsoft.Playwright;

namespace Liaison.Bench;

/// <summary>
/// The first sight of a page by somebody who was never here: nothing cached, on a slow line and a slow processor, as Lighthouse's mobile preset has them
/// (https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md), and on this machine as it is.
/// </summary>
internal static class FirstLoadBench
{
    private const int Times = 5;

    private const string Watch = """
        window.seen = { lcp: 0, cls: 0, long: [] };
        new PerformanceObserver((l) => { for (const e of l.getEntries()) seen.lcp = e.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
        new PerformanceObserver((l) => { for (const e of l.getEntries()) if (!e.hadRecentInput) seen.cls += e.value; }).observe({ type: 'layout-shift', buffered: true });
        new PerformanceObserver((l) => { for (const e of l.getEntries()) seen.long.push([e.startTime, e.duration]); }).observe({ type: 'longtask', buffered: true });
        """;

    public static async Task Run()
    {
        await using var hub = await BenchHub.Start(new Uri("http://127.0.0.1:9/"));
        var address = hub.App.Urls.Single();
        var cookie = (await DeskBench.SignIn(hub, 1))[0]["liaison=".Length..];
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("LIAISON_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        foreach (var (name, path, ready) in new[] { ("console", "/console", "main button"), ("sign_in", "/sign-in", "form button"), ("overview", "/", "h1") })
        {
            foreach (var slow in new[] { false, true })
            {
                var sights = new List<Sight>();
                for (var n = 0; n < Times; n++)
                {
                    sights.Add(await Look(browser, address, name == "sign_in" ? null : cookie, path, ready, slow));
                }
                Say($"first_load_{name}{(slow ? "_slow" : "")}", sights, slow);
            }
        }
    }

    private static void Say(string name, List<Sight> sights, bool slow)
    {
        double Median(Func<Sight, double> of) => sights.Select(of).Order().ElementAt(Times / 2);
        new Figure($"{name}_first_paint", Median(s => s.FirstPaint), "ms", slow ? "<= 1800" : null).Say();
        new Figure($"{name}_largest_paint", Median(s => s.LargestPaint), "ms", slow ? "<= 2500" : null).Say();
        new Figure($"{name}_blocked", Median(s => s.Blocked), "ms", slow ? "<= 200" : null).Say();
        new Figure($"{name}_shifted", Median(s => s.Shifted), "score", "<= 0.1").Say();
        if (!slow)
        {
            new Figure($"{name}_bytes", Median(s => s.Bytes) / 1_000, "kB", "<= 300").Say();
            new Figure($"{name}_requests", Median(s => s.Requests), "count").Say();
        }
    }

    private static async Task<Sight> Look(IBrowser browser, string address, string? cookie, string path, string ready, bool slow)
    {
        await using var window = await browser.NewContextAsync(new() { BaseURL = address, Locale = "en-GB", ViewportSize = new() { Width = 1280, Height = 800 } });
        if (cookie is not null)
        {
            await window.AddCookiesAsync([new() { Name = "liaison", Value = cookie, Url = address }]);
        }
        await window.AddInitScriptAsync(Watch);
        var page = await window.NewPageAsync();
        var tools = await window.NewCDPSessionAsync(page);
        await tools.SendAsync("Network.enable");
        await tools.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
        var (bytes, requests) = (0.0, 0);
        tools.Event("Network.loadingFinished").OnEvent += (_, told) =>
        {
            bytes += told!.Value.GetProperty("encodedDataLength").GetDouble();
            requests++;
        };
        if (slow)
        {
            await tools.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 4 });
            await tools.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 150, ["downloadThroughput"] = 1_638_400 / 8, ["uploadThroughput"] = 675_000 / 8 });
        }
        await page.GotoAsync(path);
        await page.Locator(ready).First.WaitForAsync();
        await page.WaitForTimeoutAsync(slow ? 2_000 : 800);
        var seen = await page.EvaluateAsync<JsonElement>("() => ({ ...seen, fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0 })");
        var first = seen.GetProperty("fcp").GetDouble();
        // What a task takes beyond 50 ms keeps a hand waiting (total blocking time).
        var blocked = seen.GetProperty("long").EnumerateArray().Where(task => task[0].GetDouble() + task[1].GetDouble() > first).Sum(task => task[1].GetDouble() - 50);
        return new Sight(first, seen.GetProperty("lcp").GetDouble(), blocked, seen.GetProperty("cls").GetDouble(), bytes, requests);
    }

    /// <param name="FirstPaint">First contentful paint, ms.</param>
    /// <param name="LargestPaint">Largest contentful paint, ms.</param>
    /// <param name="Blocked">Total blocking time, ms.</param>
    /// <param name="Shifted">Cumulative layout shift.</param>
    /// <param name="Bytes">As they came over the line, compressed.</param>
    private sealed record Sight(double FirstPaint, double LargestPaint, double Blocked, double Shifted, double Bytes, int Requests);
}
