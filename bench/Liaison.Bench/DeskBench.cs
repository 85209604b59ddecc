using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace Liaison.Bench;

/// <summary>Open desks: what one costs in memory, and how long after an event was posted its agent's desk shows it, while all others are open too.</summary>
internal static class DeskBench
{
    private const int Measured = 1_000;
    private const int WarmUp = 200;
    private const int PerSecond = 50;

    public static async Task Run(int desks)
    {
        await using var hub = await BenchHub.Start(new Uri("http://127.0.0.1:9/"));
        var cookies = await SignIn(hub, desks);
        using var api = await hub.Api("sessions:write");
        // What is made once and stays, whether desks are open or not, is not theirs.
        await using (var first = await Desk.Open(hub.App.Urls.Single(), cookies[0], 0))
        {
            await first.Shown;
        }
        var (before, rss) = (Memory(), Process.GetCurrentProcess().WorkingSet64);
        var idle = new List<Desk>(desks);
        foreach (var chunk in Enumerable.Range(0, desks).Chunk(20))
        {
            idle.AddRange(await Task.WhenAll(chunk.Select(n => Desk.Open(hub.App.Urls.Single(), cookies[n], n))));
        }
        await Task.WhenAll(idle.Select(d => d.Shown));
        // Both ends are in this process: what a desk costs here is its connection's memory and the caller's together.
        new Figure("desk_memory", (Memory() - before) / 1024.0 / desks, "kB", "<= 60").Say();
        new Figure("desk_memory_resident", (Process.GetCurrentProcess().WorkingSet64 - rss) / 1024.0 / desks, "kB").Say();
        var took = new Durations();
        await Ring(api, idle, 0, WarmUp, new Durations());
        await Ring(api, idle, WarmUp, Measured, took);
        new Figure("desk_event_to_message_p50", took.At(0.5), "ms").Say();
        new Figure("desk_event_to_message_p99", took.At(0.99), "ms", "<= 50").Say();
        new Figure("desk_messages_missing", Measured - took.Count, "messages", "= 0").Say();
        foreach (var desk in idle)
        {
            await desk.DisposeAsync();
        }
    }

    /// <summary>Offers so many calls a second, each to the next agent; the time counts from the request to the message.</summary>
    private static async Task Ring(HttpClient api, List<Desk> desks, int from, int count, Durations took)
    {
        var clock = Stopwatch.StartNew();
        var rings = new List<Task>(count);
        for (var n = from; n < from + count; n++)
        {
            if (TimeSpan.FromSeconds((double)(n - from) / PerSecond) - clock.Elapsed is { Ticks: > 0 } early)
            {
                await Task.Delay(early);
            }
            rings.Add(Once(n));
        }
        await Task.WhenAll(rings);

        async Task Once(int n)
        {
            var (desk, started) = (desks[n % desks.Count], Stopwatch.GetTimestamp());
            var seen = desk.Expect($"call-{n}");
            var now = DateTimeOffset.UnixEpoch.AddTicks(TimeProvider.System.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.Ticks).ToString("O", CultureInfo.InvariantCulture);
            await Tell("agent.offered", $$"""{"agent":{"id":"{{desk.Number}}","email":"agent{{desk.Number}}@example.com"},"interaction":"leg-{{n}}","queue":"call-{{n}}"}""");
            await seen.WaitAsync(TimeSpan.FromSeconds(120));
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            // So that the desk is free when it is its turn again.
            await Tell("ended", "{}");

            async Task Tell(string type, string data)
            {
                using var content = new StringContent(
                    $$"""{"specversion":"1.0","id":"{{type}}-{{n}}","source":"urn:bench","type":"liaison.session.{{type}}","subject":"call-{{n}}","time":"{{now}}","data":{{data}}}""", Encoding.UTF8, "application/cloudevents+json");
                using var answer = await api.PostAsync(new Uri("/api/v1/events", UriKind.Relative), content);
                answer.EnsureSuccessStatusCode();
            }
        }
    }

    private static long Memory()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Agents who are signed in. Passwords take long on purpose, so their sign-ins are put where signing in puts them.</summary>
    internal static async Task<List<string>> SignIn(BenchHub hub, int count)
    {
        await using var connection = await hub.Store.Database.OpenForAll(CancellationToken.None);
        await using var people = new Npgsql.NpgsqlCommand("""
            with people as (
              insert into users (id, tenant_id, name, email, role, password) select 'usr_' || lpad(n::text, 26, '0'), $1, 'Agent ' || n, 'agent' || n || '@example.com', 'agent', '' from generate_series(0, $2 - 1) n
              returning id, tenant_id, email)
            insert into sign_ins (token_hash, tenant_id, user_id, created_at, expires_at) select sha256(convert_to('bench-' || email, 'UTF8')), tenant_id, id, now(), now() + interval '1 day' from people
            """, connection) { Parameters = { new() { Value = hub.Tenant.Value }, new() { Value = count } } };
        await people.ExecuteNonQueryAsync();
        hub.App.Services.GetRequiredService<Liaison.Hub.Road.Setups>().ForgetAll();
        return [.. Enumerable.Range(0, count).Select(n => $"liaison=bench-agent{n}@example.com")];
    }
}

/// <summary>One open desk, over a web socket of its own.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private static readonly byte[] Handshake = Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e");
    private readonly ClientWebSocket socket = new();
    private readonly TaskCompletionSource shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, TaskCompletionSource> expected = new(StringComparer.Ordinal);
    private Task listening = Task.CompletedTask;

    private Desk(int number) => Number = number;

    public int Number { get; }

    public Task Shown => shown.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public static async Task<Desk> Open(string hub, string cookie, int number)
    {
        var desk = new Desk(number);
        desk.socket.Options.SetRequestHeader("Cookie", cookie);
        desk.socket.Options.SetBuffer(1024, 1024);
        await desk.socket.ConnectAsync(new UriBuilder(hub) { Scheme = "ws", Path = "/api/v1/live/desk" }.Uri, CancellationToken.None);
        await desk.socket.SendAsync(Handshake, WebSocketMessageType.Text, true, CancellationToken.None);
        desk.listening = desk.Listen();
        return desk;
    }

    /// <summary>Ends when a snapshot comes whose offer is of that queue.</summary>
    public Task Expect(string queue) => expected.GetOrAdd(queue, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public async ValueTask DisposeAsync()
    {
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await listening.WaitAsync(TimeSpan.FromSeconds(30));
        socket.Dispose();
    }

    private async Task Listen()
    {
        var (buffer, text) = (new byte[1024], new MemoryStream());
        while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } part)
        {
            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                Heard(Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
                text.SetLength(0);
            }
        }
    }

    private void Heard(string said)
    {
        foreach (var message in said.Split('\u001e', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!message.Contains("\"target\":\"desk\"", StringComparison.Ordinal))
            {
                continue;
            }
            shown.TrySetResult();
            foreach (var waiting in expected.Where(e => message.Contains($"\"queue\":\"{e.Key}\"", StringComparison.Ordinal)).ToList())
            {
                waiting.Value.TrySetResult();
                expected.TryRemove(waiting);
            }
        }
    }
}
