using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace Liaison.Bench;

/// <summary>From a fact on the API to the picture in a real browser: how long until an offered call stands on its agent's screen, while so many other desks are open.</summary>
internal static class PixelBench
{
    private const int Measured = 200;
    private const int WarmUp = 30;

    /// <summary>Notes when the frame that shows an offer was handed over to be drawn.</summary>
    private const string Watch = """
        window.drawn = {};
        new MutationObserver(() => {
          const name = document.querySelector('.offer')?.textContent.match(/call-\d+/)?.[0];
          if (!name || name in window.drawn) return;
          window.drawn[name] = null;
          requestAnimationFrame(() => {
            const after = new MessageChannel();
            after.port1.onmessage = () => { window.drawn[name] = performance.timeOrigin + performance.now(); };
            after.port2.postMessage(null);
          });
        }).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
        """;

    public static async Task Run()
    {
        await using var hub = await BenchHub.Start(new Uri("http://127.0.0.1:9/"));
        var address = hub.App.Urls.Single();
        var cookies = await DeskBench.SignIn(hub, 1_000);
        using var api = await hub.Api("sessions:write");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("LIAISON_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        await using var window = await browser.NewContextAsync(new() { BaseURL = address, Locale = "en-GB" });
        await window.AddCookiesAsync([new() { Name = "liaison", Value = cookies[0]["liaison=".Length..], Url = address }]);
        var page = await window.NewPageAsync();
        await page.GotoAsync("/console");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go in queue" }).WaitForAsync();
        await page.EvaluateAsync(Watch);
        var others = new List<Desk>();
        var number = 0;
        foreach (var desks in new[] { 1, 100, 1_000 })
        {
            foreach (var chunk in Enumerable.Range(others.Count + 1, desks - 1 - others.Count).Chunk(20))
            {
                others.AddRange(await Task.WhenAll(chunk.Select(n => Desk.Open(address, cookies[n], n))));
            }
            await Task.WhenAll(others.Select(d => d.Shown));
            var (drawn, answered) = (new Durations(), new Durations());
            for (var n = 0; n < WarmUp + Measured; n++)
            {
                var (took, reply) = await Once(page, api, number++);
                if (n >= WarmUp)
                {
                    drawn.Add(took);
                    answered.Add(reply);
                }
            }
            new Figure($"desk_fact_answered_p50_{desks}", answered.At(0.5), "ms").Say();
            new Figure($"desk_fact_to_pixel_p50_{desks}", drawn.At(0.5), "ms").Say();
            new Figure($"desk_fact_to_pixel_p99_{desks}", drawn.At(0.99), "ms", "<= 50").Say();
        }
        foreach (var desk in others)
        {
            await desk.DisposeAsync();
        }
    }

    private static async Task<(double Drawn, double Answered)> Once(IPage page, HttpClient api, int n)
    {
        // The browser's clock and ours are compared each time: they need not agree to the millisecond.
        var before = Now();
        var theirs = await page.EvaluateAsync<double>("performance.timeOrigin + performance.now()");
        var apart = theirs - ((before + Now()) / 2);
        var started = Now();
        await Tell(api, n, "agent.offered", $$"""{"agent":{"id":"0","email":"agent0@example.com"},"interaction":"leg-{{n}}","queue":"call-{{n}}"}""");
        var answered = Now() - started;
        await page.WaitForFunctionAsync("name => window.drawn[name]", $"call-{n}", new() { PollingInterval = 5 });
        var drawn = await page.EvaluateAsync<double>("name => window.drawn[name]", $"call-{n}") - apart - started;
        await Tell(api, n, "ended", "{}");
        await page.WaitForFunctionAsync("() => !document.querySelector('.offer')", null, new() { PollingInterval = 5 });
        return (drawn, answered);
    }

    private static double Now() => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;

    private static async Task Tell(HttpClient api, int n, string type, string data)
    {
        var now = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        using var content = new StringContent(
            $$"""{"specversion":"1.0","id":"{{type}}-{{n}}","source":"urn:bench","type":"liaison.session.{{type}}","subject":"call-{{n}}","time":"{{now}}","data":{{data}}}""", Encoding.UTF8, "application/cloudevents+json");
        using var answer = await api.PostAsync(new Uri("/api/v1/events", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }
}
