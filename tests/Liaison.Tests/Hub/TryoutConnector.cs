using System.Collections.Concurrent;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Tests.Hub;

public sealed record TryoutSettings
{
    [Setting("Endpoint", "Where it is.", Required = true, Type = "url")]
    public string? Endpoint { get; init; }

    [Setting("Username", "Whom we work as.", Required = true)]
    public string? Username { get; init; }

    [Setting("Password", "That user's password.", Required = true)]
    public Secret Password { get; init; }

    [Setting("Cache lookups for (seconds)", "How long code lists are kept.", Min = 0, Max = 86400)]
    public int? CacheSeconds { get; init; } = 300;

    [Setting("Time zone", "Its clock.", Type = "timeZone")]
    public string TimeZone { get; init; } = "Europe/London";
}

/// <summary>A small system that lives in this process: its right password is “right”, and it answers never when its endpoint says so.</summary>
public sealed class TryoutConnector(TryoutSettings settings) : IConnector, ITestConnection, IDescribe, IListCodes, IWriteRecords, IReadRecords, IDisposable
{
    /// <summary>What was asked of any of them: <c>test:USERNAME</c>, <c>codes:USERNAME</c>, <c>dispose:USERNAME</c>.</summary>
    public static readonly ConcurrentQueue<string> Asked = [];

    public static ConnectorDeclaration Declaration { get; } = new()
    {
        Kind = "tryout",
        Name = "Tryout",
        Summary = "A system to try things out with.",
        Settings = typeof(TryoutSettings),
        RecordTypes = ["Enquiry"],
        Notices = [new("first", "Clearing data here does not clear it there.")],
        CheckTemplate = static template => template.Kind == TemplateKind.Create && template.Rows.All(row => row.Target.Field != "ServiceCode")
            ? [new Problem("/rows", "service-needed", "A create needs a service code.")] : [],
        Starters =
        [
            new StarterTemplate("Raise", TemplateKind.Create, "Enquiry", [new MappingRow(new RowSource(Text: "HM"), new RowTarget(Field: "ServiceCode")), new MappingRow(new RowSource(Fact: "case.values.place"), new RowTarget(Field: "Description"))]),
            new StarterTemplate("Bring back", TemplateKind.Incoming, "Enquiry", [new MappingRow(new RowSource(Record: "Number"), new RowTarget(CaseField: "nowhere"))]),
        ],
        Open = static (settings, _) => new TryoutConnector((TryoutSettings)settings),
    };

    public async Task<Outcome<TestReport>> Test(Calls calls, CancellationToken cancel)
    {
        Asked.Enqueue($"test:{settings.Username}");
        if (settings.Endpoint!.Contains("never", StringComparison.Ordinal))
        {
            await Task.Delay(Timeout.Infinite, cancel);
        }
        return settings.Password.Value?.StartsWith("right", StringComparison.Ordinal) == true
            ? new TestReport($"Reached it as {settings.Username}.", ["It is well."])
            : new Fault(FaultKind.Credentials, $"User {settings.Username} with password {settings.Password.Value} was refused.", Code: "401");
    }

    public Task<Outcome<IReadOnlyList<RecordType>>> Describe(Calls calls, CancellationToken cancel) => Task.FromResult<Outcome<IReadOnlyList<RecordType>>>(new RecordType[]
    {
        new("Enquiry", "Enquiry",
        [
            new FieldDescription("ServiceCode", "Service code", "Enquiry", "code", 4, true, false, true, true, "services"),
            new FieldDescription("Description", "Description", "Enquiry", "longText", 20, true, true, true),
            new FieldDescription("Number", "Number", "Enquiry", "number", null, false, false, true),
            new FieldDescription("Secretive", "Write only", "Enquiry", "text", null, true, true, false),
        ], true),
    });

    public Task<Outcome<CodeList>> Codes(string list, bool fresh, Calls calls, CancellationToken cancel)
    {
        Asked.Enqueue($"codes:{settings.Username}");
        return Task.FromResult<Outcome<CodeList>>(list == "services"
            ? new CodeList([new Code("HM", "Highways"), new Code("PO", "Potholes", "HM")], DateTimeOffset.UnixEpoch, false)
            : new Fault(FaultKind.NotFound, $"There is no list {list}."));
    }

    public Task<Outcome<Written>> Create(Draft draft, Calls calls, CancellationToken cancel) => Task.FromResult<Outcome<Written>>(new Written("1"));

    public Task<Outcome<Written>> Update(string record, Draft draft, Calls calls, CancellationToken cancel) => Task.FromResult<Outcome<Written>>(new Written(record));

    public Task<Outcome<RecordValues>> Read(string recordType, string record, Calls calls, CancellationToken cancel) =>
        Task.FromResult<Outcome<RecordValues>>(new RecordValues(record, null, new Dictionary<string, string>(StringComparer.Ordinal)));

    public void Dispose() => Asked.Enqueue($"dispose:{settings.Username}");
}
