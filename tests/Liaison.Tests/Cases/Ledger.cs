using System.Collections.Concurrent;
using System.Text.Json;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Tests.Cases;

public sealed record LedgerSettings
{
    [Setting("Ledger", "Which ledger.", Required = true)]
    public string? Ledger { get; init; }
}

/// <summary>What one ledger holds and was asked.</summary>
public sealed class Ledger
{
    private static readonly ConcurrentDictionary<string, Ledger> All = new(StringComparer.Ordinal);
    private int last = 5000;

    public static Ledger Of(string name) => All.GetOrAdd(name, _ => new Ledger());

    public ConcurrentDictionary<string, ConcurrentDictionary<string, string>> Records { get; } = new(StringComparer.Ordinal);

    /// <summary>What the next writes come to, instead of being done.</summary>
    public ConcurrentQueue<Fault> Faults { get; } = new();

    public ConcurrentQueue<(string Record, string Link, string Content)> Files { get; } = new();

    public string Next() => $"{Interlocked.Increment(ref last)}";
}

/// <summary>A small system of records that lives in this process: it writes, reads, takes files, and tells of changes as JSON.</summary>
public sealed class LedgerConnector(LedgerSettings settings, ConnectorContext context) : IConnector, IDescribe, IWriteRecords, IPreview, IReadRecords, IAttachContent, IReceiveChanges, IRecordUrl
{
    private readonly Ledger ledger = Ledger.Of(settings.Ledger!);

    public static ConnectorDeclaration Declaration { get; } = new()
    {
        Kind = "ledger",
        Name = "Ledger",
        Summary = "A ledger to test with.",
        Settings = typeof(LedgerSettings),
        RecordTypes = ["Enquiry"],
        Open = static (settings, context) => new LedgerConnector((LedgerSettings)settings, context),
    };

    public Task<Outcome<IReadOnlyList<RecordType>>> Describe(Calls calls, CancellationToken cancel) => Task.FromResult<Outcome<IReadOnlyList<RecordType>>>(new List<RecordType>
    {
        new("Enquiry", "Enquiry",
        [
            new FieldDescription("Service", "Service", "Enquiry", "text", 10, true, true, true, RequiredOnCreate: true), new FieldDescription("Description", "Description", "Enquiry", "text", 40, true, true, true),
            new FieldDescription("Status", "Status", "Enquiry", "text", 10, true, true, true), new FieldDescription("Remark", "Remark", "Enquiry", "text", 200, true, true, true),
        ], true),
    });

    public Task<Outcome<Written>> Create(Draft draft, Calls calls, CancellationToken cancel) => Write(ledger.Next(), draft);

    public Task<Outcome<Written>> Update(string record, Draft draft, Calls calls, CancellationToken cancel) => Write(record, draft);

    public Outcome<string> Preview(Draft draft, string? record) => draft.Fields.Any(f => f.Value == "never")
        ? new Fault(FaultKind.Validation, "The ledger takes no “never”.")
        : string.Join('\n', [record is null ? "POST /" : $"PATCH /{record}", .. draft.Fields.Where(f => f.Value is not null).Select(f => $"{f.Target}={f.Value}")]);

    public Task<Outcome<RecordValues>> Read(string recordType, string record, Calls calls, CancellationToken cancel) => Task.FromResult<Outcome<RecordValues>>(
        ledger.Records.TryGetValue(record, out var values) ? new RecordValues(record, values["Version"], new Dictionary<string, string>(values, StringComparer.Ordinal))
            : new Fault(FaultKind.NotFound, $"There is no enquiry {record}."));

    public async Task<Outcome<Written>> Attach(string record, Draft draft, Calls calls, CancellationToken cancel)
    {
        await using var bytes = await context.ReadFile(draft.File!.Attachment, cancel);
        using var text = new StreamReader(bytes!);
        ledger.Files.Enqueue((record, draft.File.Link, await text.ReadToEndAsync(cancel)));
        return new Written(record);
    }

    public Outcome<PushedChanges> Receive(PushedBody body)
    {
        try
        {
            var told = JsonSerializer.Deserialize<Dictionary<string, string>>(body.Bytes.Span)!;
            return new PushedChanges([new PushedChange("Enquiry", told["Number"], told.GetValueOrDefault("Version"), $"{told["Number"]}/{told.GetValueOrDefault("Version")}", told.GetValueOrDefault("OurReference"), told)], []);
        }
        catch (JsonException wrong)
        {
            return new Fault(FaultKind.Refused, wrong.Message);
        }
    }

    public PushReply Reply(Outcome<PushedChanges> received) => received.Match(_ => new PushReply(200, "text/plain", "taken"), _ => new PushReply(400, "text/plain", "not understood"));

    public string? UrlOf(string recordType, string record) => $"https://ledger.example/{record}";

    private Task<Outcome<Written>> Write(string record, Draft draft)
    {
        if (ledger.Faults.TryDequeue(out var fault))
        {
            return Task.FromResult<Outcome<Written>>(fault);
        }
        var values = ledger.Records.GetOrAdd(record, _ => new ConcurrentDictionary<string, string>(StringComparer.Ordinal) { ["Version"] = "0" });
        foreach (var field in draft.Fields.Where(f => f.Value is not null))
        {
            values[(field.Attribute ? "attribute:" : "") + field.Target] = field.Value!;
        }
        values["Version"] = $"{int.Parse(values["Version"]) + 1}";
        return Task.FromResult<Outcome<Written>>(new Written(record, values["Version"]));
    }
}
