using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Hub.Commands;
using Liaison.Hub.Hosting;
using Npgsql;

namespace Liaison.Bench;

/// <summary>Enquiries raised in the Confirm stand-in, end to end; beside a plain loop that posts the same SOAP to the same stand-in, as many at once.</summary>
internal static class ConfirmBench
{
    private const int WarmUp = 500;

    public static async Task Run(int count)
    {
        using var folder = new TemporaryFolder("confirm");
        await using var sandbox = await SandboxProcess.Start(0, folder.Path, CancellationToken.None);
        await using var hub = await BenchHub.Start(new Uri("http://127.0.0.1:9/"));
        var create = await hub.AddConfirm(new Uri(sandbox.Url, (string)"/confirm/connector/confirmconnector.asmx"));
        await RoadBench.Deliver(hub, await RoadBench.Open(hub, WarmUp), WarmUp, create);
        var plain = await PlainLoop(hub, sandbox.Url, count);
        new Figure("confirm_plain_loop_per_second", plain, "enquiries/s").Say();
        var cases = await RoadBench.Open(hub, count);
        var backend = (int)await hub.Count("select pg_backend_pid()::bigint");
        var (before, clock) = (CpuTime.Now(backend, backend), Stopwatch.StartNew());
        await RoadBench.Deliver(hub, cases, count, create);
        var seconds = clock.Elapsed.TotalSeconds;
        var spent = CpuTime.Now(backend, backend) - before;
        new Figure("confirm_deliveries_per_second", count / seconds, "deliveries/s", null, count / seconds / plain).Say();
        new Figure("confirm_delivery_cpu", spent.Hub / count, "ms").Say();
        new Figure("confirm_delivery_cpu_postgres", spent.Postgres / count, "ms").Say();
        var counters = JsonDocument.Parse(await sandbox.Http.GetStringAsync(new Uri("/confirm/control/counters", UriKind.Relative))).RootElement;
        // The plain loop sent one delivery's SOAP over and over, each in its own name; what the hub raised twice would show here.
        new Figure("confirm_duplicates", counters.GetProperty("duplicates").GetInt64(), "enquiries", "= 0").Say();
    }

    /// <summary>Posts what the last delivery posted, under a new key each time.</summary>
    private static async Task<double> PlainLoop(BenchHub hub, Uri sandbox, int count)
    {
        var (exchanges, key) = await LastDelivery(hub);
        var bodies = exchanges.Where(e => e.Status == 200).Select(e => e.Request[e.Request.IndexOf('<', StringComparison.Ordinal)..].Replace(Secret.Dots, "sandbox", StringComparison.Ordinal)).ToList();
        using var http = new HttpClient { BaseAddress = sandbox };
        await Post(0, WarmUp);
        var clock = Stopwatch.StartNew();
        await Post(WarmUp, WarmUp + count);
        return count / clock.Elapsed.TotalSeconds;

        Task Post(int from, int to) => Parallel.ForAsync(from, to, new ParallelOptions { MaxDegreeOfParallelism = BenchHub.ConfirmAtOnce }, async (at, cancel) =>
        {
            foreach (var body in bodies)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/confirm/connector/confirmconnector.asmx");
                request.Content = new StringContent(body.Replace(key, $"P-{at}", StringComparison.Ordinal), Encoding.UTF8, "text/xml");
                request.Headers.Add("SOAPAction", "http://www.confirm.co.uk/schema/am/connector/webservice/ProcessOperations");
                using var answer = await http.SendAsync(request, cancel);
                var said = await answer.Content.ReadAsStringAsync(cancel);
                if (!said.Contains("Response>", StringComparison.Ordinal))
                {
                    throw new InvalidOperationException($"The stand-in refused the plain loop's SOAP: {said}");
                }
            }
        });
    }

    private static async Task<(IReadOnlyList<Exchange> Exchanges, string Key)> LastDelivery(BenchHub hub)
    {
        await using var connection = await hub.Store.Database.OpenForAll(CancellationToken.None);
        await using var ask = new NpgsqlCommand("select a.exchanges, d.draft ->> 'key' from attempts a join deliveries d on d.id = a.delivery_id where d.kind = 0 and a.step = 1 order by d.seq desc limit 1", connection);
        await using var reader = await ask.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (Json.Read<List<Exchange>>(reader.GetString(0)), reader.GetString(1));
    }
}
