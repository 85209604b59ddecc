using Liaison.Hub.Live;
using Xunit;

namespace Liaison.Tests.Cases;

public sealed class LiveChangesTest(PostgresFixture postgres)
{
    [Fact]
    public async Task A_page_hears_what_changed_in_its_tenant_and_many_changes_are_one()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var ann = await hub.SignIn();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var stream = await ann.Http.GetAsync("/api/v1/live/changes", HttpCompletionOption.ResponseHeadersRead, patience.Token);
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType!.MediaType);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(patience.Token));
        Assert.Equal("event: ready", await lines.ReadLineAsync(patience.Token));
        await NextEvent(lines, patience.Token);
        var live = hub.Get<LiveChanges>();
        live.Hear("changed:ten_somebody:cases");
        live.Hear("work");
        for (var n = 0; n < 100; n++)
        {
            live.Say(hub.Tenant.Id, "deliveries");
        }
        live.Hear($"changed:{hub.Tenant.Id}:connections:hub_other");
        var heard = new List<string>();
        while (!heard.Exists(e => e.Contains("connections", StringComparison.Ordinal)) || !heard.Exists(e => e.Contains("deliveries", StringComparison.Ordinal)))
        {
            heard.Add(await NextEvent(lines, patience.Token));
        }
        Assert.InRange(heard.Count, 2, 20);
        Assert.All(heard, e => Assert.Matches("^event: change.data: .\"topic\":\"(connections|deliveries)\".$", e));
    }

    private static async Task<string> NextEvent(StreamReader lines, CancellationToken cancel)
    {
        var read = new List<string>();
        while (await lines.ReadLineAsync(cancel) is { Length: > 0 } line)
        {
            read.Add(line);
        }
        return string.Join('|', read);
    }
}
