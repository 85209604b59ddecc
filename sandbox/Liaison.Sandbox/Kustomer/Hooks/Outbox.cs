using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Hooks;

/// <summary>Carries what happened to whoever asked: signed, at least once, in no order, tried again for about an hour, then switched off.</summary>
public sealed class Outbox(KustomerStandIn org) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly HttpClient http = new() { Timeout = Patience };
    private readonly CancellationTokenSource stop = new();
    private readonly System.Collections.Concurrent.ConcurrentQueue<JsonObject> tries = new();

    /// <summary>The latest tries, oldest first.</summary>
    public IEnumerable<JsonObject> Transactions => tries;

    /// <summary>The body is made only when somebody asked for this event.</summary>
    public void Tell(string name, Func<JsonObject> body)
    {
        byte[]? bytes = null;
        foreach (var hook in org.Store.Of("outbound_webhook").Where(hook => (bool?)hook.Attributes["enabled"] != false && ((JsonArray)hook.Attributes["events"]!).Any(one => (string?)one == name)))
        {
            bytes ??= Encoding.UTF8.GetBytes(body().ToJsonString());
            Start(hook.Id, name, bytes);
        }
    }

    public static string Sign(byte[] body, string token) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), body));

    public void Dispose()
    {
        stop.Cancel();
        http.Dispose();
        stop.Dispose();
    }

    private void Start(string hook, string name, byte[] body) => _ = Deliver(hook, name, body, stop.Token);

    private async Task Deliver(string id, string name, byte[] body, CancellationToken cancel)
    {
        await Task.Yield();
        foreach (var wait in org.Settings.HookRetrySeconds.Append(-1))
        {
            if (Find(id) is not { } hook)
            {
                return;
            }

            var status = await Try(hook, name, body, cancel);
            tries.Enqueue(new JsonObject { ["webhook"] = id, ["event"] = name, ["at"] = org.Stamp(), ["status"] = status, ["bytes"] = body.Length });
            while (tries.Count > 500 && tries.TryDequeue(out _))
            {
            }

            if (status is >= 200 and < 300)
            {
                return;
            }

            if (wait < 0 || cancel.IsCancellationRequested)
            {
                break;
            }

            await Task.Delay(TimeSpan.FromSeconds(wait), org.Time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (org.Store.Gate)
        {
            if (!cancel.IsCancellationRequested && org.Store.Find("outbound_webhook", id) is { } hook)
            {
                org.Store.Put(hook.Changed(attributes => attributes["enabled"] = false));
            }
        }
    }

    private async Task<int> Try(Item hook, string name, byte[] body, CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, hook.Text("url")) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.TryAddWithoutValidation("X-Kustomer-Webhook-Event", name);
            request.Headers.TryAddWithoutValidation("X-Kustomer-Webhook-Signature", Sign(body, hook.Text("token")!));
            foreach (var header in (hook.Attributes["headers"] as JsonArray ?? []).OfType<JsonObject>())
            {
                request.Headers.TryAddWithoutValidation((string)header["name"]!, (string?)header["value"]);
            }

            using var answer = await http.SendAsync(request, cancel);
            return (int)answer.StatusCode;
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException)
        {
            return 0;
        }
    }

    private Item? Find(string id)
    {
        lock (org.Store.Gate)
        {
            return org.Store.Find("outbound_webhook", id) is { } hook && (bool?)hook.Attributes["enabled"] != false ? hook : null;
        }
    }
}
