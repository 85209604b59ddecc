using System.Collections.Concurrent;
using System.Globalization;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Tests.Crash;

public sealed record RegisterSettings
{
    [Setting("Register", "Which register.", Required = true)]
    public string? Register { get; init; }
}

/// <summary>What one register holds: a record by number, our key, and what was written into it, in order.</summary>
internal sealed class Register
{
    private static readonly ConcurrentDictionary<string, Register> All = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly List<(string Key, List<string> Written)> records = [];

    /// <summary>Each write waits for it before it is done.</summary>
    public Task Open { get; set; } = Task.CompletedTask;

    /// <summary>Called once, right after the next write.</summary>
    public Action? Wrote { get; set; }

    public static Register Of(string name) => All.GetOrAdd(name, static _ => new Register());

    /// <summary>What each record of that key was told.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Told(string key)
    {
        lock (gate)
        {
            return [.. records.Where(r => r.Key == key).Select(r => r.Written.ToList())];
        }
    }

    public Written Write(string? record, string key, string text)
    {
        lock (gate)
        {
            if (record is null)
            {
                records.Add((key, []));
            }
            var at = record is null ? records.Count : int.Parse(record, CultureInfo.InvariantCulture);
            records[at - 1].Written.Add(text);
            Wrote?.Invoke();
            Wrote = null;
            return Seen(at);
        }
    }

    public Written? Find(string key, string text)
    {
        lock (gate)
        {
            var at = records.FindIndex(r => r.Key == key && r.Written.Contains(text)) + 1;
            return at == 0 ? null : Seen(at);
        }
    }

    private Written Seen(int at) => new(at.ToString(CultureInfo.InvariantCulture), records[at - 1].Written.Count.ToString(CultureInfo.InvariantCulture));
}

/// <summary>One hub's way to a register; its clock says whose life it is.</summary>
public sealed class RegisterConnector(RegisterSettings settings, ConnectorContext context) : IConnector, IDescribe, IWriteRecords, IReconcile
{
    private readonly Register register = Register.Of(settings.Register!);

    public static ConnectorDeclaration Declaration { get; } = new()
    {
        Kind = "register",
        Name = "Register",
        Summary = "A register that outlives the hubs.",
        Settings = typeof(RegisterSettings),
        RecordTypes = ["Enquiry"],
        Open = static (settings, context) => new RegisterConnector((RegisterSettings)settings, context),
    };

    public Task<Outcome<IReadOnlyList<RecordType>>> Describe(Calls calls, CancellationToken cancel) =>
        Task.FromResult<Outcome<IReadOnlyList<RecordType>>>(new List<RecordType> { new("Enquiry", "Enquiry", [new FieldDescription("Text", "Text", "Enquiry", "text", 200, true, true, true)]) });

    public Task<Outcome<Written>> Create(Draft draft, Calls calls, CancellationToken cancel) => Write(null, draft, calls, cancel);

    public Task<Outcome<Written>> Update(string record, Draft draft, Calls calls, CancellationToken cancel) => Write(record, draft, calls, cancel);

    public async Task<Outcome<Written?>> Find(Draft draft, string? record, string? known, DateTimeOffset since, Calls calls, CancellationToken cancel)
    {
        await Passes("look", cancel);
        return register.Find(draft.Key, TextOf(draft));
    }

    private async Task<Outcome<Written>> Write(string? record, Draft draft, Calls calls, CancellationToken cancel)
    {
        await Passes("send", cancel);
        await register.Open.WaitAsync(cancel);
        var written = register.Write(record, draft.Key, TextOf(draft));
        await Passes("reply", cancel);
        calls.Add("write", "done", 200, 0);
        return written;
    }

    /// <summary>Never comes back to who is dead.</summary>
    private async Task Passes(string point, CancellationToken cancel)
    {
        if (context.Time is Life life && !await life.Passes(point))
        {
            await Task.Delay(Timeout.Infinite, cancel);
        }
    }

    private static string TextOf(Draft draft) => draft.Fields.Single(f => f.Target == "Text").Value!;
}
