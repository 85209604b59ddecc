using System.Collections.Concurrent;
using Liaison.Sandbox.Confirm.Records;

namespace Liaison.Sandbox.Confirm.Agent;

/// <summary>
/// The scheduled task that POSTs changes to another system, ours among them: our own update comes back as an echo. Anything but a 2xx is
/// sent again, later and later, for ever. What is waiting does not survive a restart.
/// </summary>
public sealed class CrmAgent(ConfirmStandIn confirm) : BackgroundService
{
    private const int AttemptsKept = 200;
    private const double LongestPauseSeconds = 30;
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly SemaphoreSlim running = new(1, 1);
    private readonly ConcurrentQueue<PushAttempt> attempts = new();

    public AgentSettings Settings { get; set; } = new();

    public PushQueue Queue { get; } = new();

    public IEnumerable<PushAttempt> Attempts => attempts;

    /// <summary>Takes note of a change if it is one that the other system should hear of.</summary>
    public void Offer(Enquiry? before, Enquiry after)
    {
        var settings = Settings;
        if (settings.Enabled && after.ExternalSystemNumber == settings.ExternalSystemNumber
            && (before is null ? settings.IncludeNew : before.Logs.Length != after.Logs.Length))
        {
            Queue.Add(new Push(after));
        }
    }

    /// <summary>One run of the task.</summary>
    /// <param name="now">Pushes due by then go out; the greatest time sends all that wait.</param>
    public async Task RunOnce(DateTimeOffset now, CancellationToken cancel)
    {
        await running.WaitAsync(cancel);
        try
        {
            var settings = Settings;
            if (!settings.Enabled || !Uri.TryCreate(settings.TargetUrl, UriKind.Absolute, out var target))
            {
                return;
            }

            var failed = new HashSet<int>();
            foreach (var batch in Queue.Due(now).Chunk(settings.Shape == AgentShape.EnquiryUpdate ? 1 : Math.Max(1, settings.PerRequest)))
            {
                if (batch.Any(push => failed.Contains(push.Enquiry.Number)))
                {
                    // Held back behind a failed one, and so is what follows it.
                    failed.UnionWith(batch.Select(push => push.Enquiry.Number));
                }
                else if (await Send(target, settings, batch, cancel))
                {
                    Queue.Remove(batch);
                }
                else
                {
                    failed.UnionWith(batch.Select(push => push.Enquiry.Number));
                    Postpone(settings, batch);
                }
            }
        }
        finally
        {
            running.Release();
        }
    }

    public void Forget()
    {
        Queue.Clear();
        attempts.Clear();
    }

    public override void Dispose()
    {
        http.Dispose();
        running.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var pause = Settings.BatchSeconds;
                await Task.Delay(TimeSpan.FromSeconds(Math.Clamp(pause, 0.01, 3600)), confirm.Time, stoppingToken);
                // Whoever has set another pause meanwhile means it from then on.
                if (Settings.BatchSeconds.Equals(pause))
                {
                    await RunOnce(confirm.Time.GetUtcNow(), stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The sandbox is closing.
        }
    }

    private async Task<bool> Send(Uri target, AgentSettings settings, Push[] batch, CancellationToken cancel)
    {
        var body = AgentDocument.Write([.. batch.Select(push => push.Enquiry)], settings, confirm.Catalogue, confirm.Clock, confirm.Settings.Dates);
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
        foreach (var header in settings.Headers)
        {
            var parts = header.Split(':', 2);
            var value = parts.Length == 2 ? parts[1].Trim() : "";
            if (!request.Headers.TryAddWithoutValidation(parts[0].Trim(), value))
            {
                request.Content.Headers.TryAddWithoutValidation(parts[0].Trim(), value);
            }
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(settings.TimeoutSeconds));
        int? status = null;
        string answer;
        try
        {
            using var response = await http.SendAsync(request, patience.Token);
            status = (int)response.StatusCode;
            answer = await response.Content.ReadAsStringAsync(patience.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            answer = failure.Message;
        }

        confirm.Counters.Count(status is >= 200 and < 300 ? "agent.delivered" : "agent.failed");
        Remember(new PushAttempt(
            confirm.Time.GetUtcNow(), [.. batch.Select(push => $"{push.Enquiry.Number}_{push.Enquiry.Current().Number}")], batch[0].Attempts + 1, status,
            answer[..Math.Min(answer.Length, 500)], AgentDocument.EncodingOf(settings.Encoding).GetString(body).TrimStart('\uFEFF')));
        return status is >= 200 and < 300;
    }

    private void Postpone(AgentSettings settings, Push[] batch)
    {
        foreach (var push in batch)
        {
            push.Attempts++;
            var pause = Math.Min(LongestPauseSeconds, Math.Max(settings.BatchSeconds, 0.01) * Math.Pow(2, Math.Min(push.Attempts - 1, 20)));
            push.Due = confirm.Time.GetUtcNow().AddSeconds(pause);
        }
    }

    private void Remember(PushAttempt attempt)
    {
        attempts.Enqueue(attempt);
        while (attempts.Count > AttemptsKept)
        {
            attempts.TryDequeue(out _);
        }
    }
}
