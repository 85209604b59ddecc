using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Bench;

public sealed record SinkSettings
{
    [Setting("Address", "Where drafts are posted to.", Required = true, Type = "url")]
    public string Address { get; init; } = "";
}

/// <summary>The least that a system of record can be: each draft is one post of about a kilobyte.</summary>
public sealed class SinkConnector(Uri address, HttpClient http) : IConnector, IWriteRecords, IReconcile
{
    public static ConnectorDeclaration Declaration { get; } = new()
    {
        Kind = "sink",
        Name = "Sink",
        Summary = "A bare HTTP server that takes everything.",
        Settings = typeof(SinkSettings),
        RecordTypes = ["Record"],
        Concurrency = 32,
        Open = static (settings, context) => new SinkConnector(new Uri(((SinkSettings)settings).Address), context.Http),
    };

    public async Task<Outcome<Written>> Create(Draft draft, Calls calls, CancellationToken cancel) => new Written(await Post(draft, calls, cancel));

    public async Task<Outcome<Written>> Update(string record, Draft draft, Calls calls, CancellationToken cancel)
    {
        await Post(draft, calls, cancel);
        return new Written(record);
    }

    public Task<Outcome<Written?>> Find(Draft draft, string? record, string? known, DateTimeOffset since, Calls calls, CancellationToken cancel) =>
        Task.FromResult<Outcome<Written?>>((Written?)null);

    private async Task<string> Post(Draft draft, Calls calls, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var body = Json.Write(draft);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await http.PostAsync(address, content, cancel);
        var said = await answer.Content.ReadAsStringAsync(cancel);
        calls.Add(body, said, (int)answer.StatusCode, started);
        return said;
    }
}
