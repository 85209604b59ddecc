namespace Liaison.Core.Sessions;

/// <summary>
/// Everything that is known about one session: for each thing, what the latest fact said of it. Adding facts is commutative, associative and idempotent, because of each thing
/// only the greatest stamp is kept: facts may come late, out of order and twice, and the session is the same.
/// </summary>
public sealed class SessionLedger
{
    /// <summary>Most characters of one session, all told.</summary>
    public const int MostCharacters = 4_000_000;

    /// <summary>Most entries of each kind.</summary>
    private static readonly Dictionary<string, int> MostOf = new(StringComparer.Ordinal)
    {
        ["items"] = 200, ["legs"] = 2_000, ["states"] = 1_000, ["notes"] = 500, ["tags"] = 100, ["lines"] = 10_000, ["files"] = 2_000, ["records"] = 200, ["pauses"] = 1_000,
    };

    private readonly Dictionary<string, Register> registers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Register> Registers => registers;

    /// <summary>Characters that it holds.</summary>
    public int Size { get; private set; }

    /// <summary>Takes a fact in.</summary>
    public LedgerChange Add(SessionFact fact)
    {
        if (WhyFull(fact) is { } full)
        {
            return new LedgerChange.Full(full);
        }
        var changed = false;
        foreach (var told in fact.Tells)
        {
            changed |= Set(told.Path, new Register(fact.Stamp, told.Value));
        }
        return new LedgerChange.Taken(changed);
    }

    /// <summary>Takes in all that another ledger of the same session knows.</summary>
    public void Merge(SessionLedger other)
    {
        foreach (var (path, register) in other.registers)
        {
            Set(path, register);
        }
    }

    internal bool Set(string path, Register register)
    {
        if (!registers.TryGetValue(path, out var known))
        {
            registers[path] = register;
            Size += path.Length + register.Stamp.By.Length + (register.Value?.Length ?? 0);
            var kind = KindOf(path);
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            return register.Value is not null;
        }
        if (!register.Beats(known))
        {
            return false;
        }
        registers[path] = register;
        Size += register.Stamp.By.Length - known.Stamp.By.Length + (register.Value?.Length ?? 0) - (known.Value?.Length ?? 0);
        return register.Value != known.Value;
    }

    private string? WhyFull(SessionFact fact)
    {
        var size = Size;
        Dictionary<string, int>? more = null;
        foreach (var told in fact.Tells)
        {
            size += told.Path.Length + fact.Stamp.By.Length + (told.Value?.Length ?? 0);
            if (!registers.ContainsKey(told.Path) && KindOf(told.Path) is { Length: > 0 } kind)
            {
                more ??= new(StringComparer.Ordinal);
                more[kind] = more.GetValueOrDefault(kind, counts.GetValueOrDefault(kind)) + 1;
            }
        }
        return size > MostCharacters ? $"The session holds {Size:N0} characters already, and may hold {MostCharacters:N0} at most."
            : more?.FirstOrDefault(m => m.Value > MostOf[m.Key]) is { Key: { } over } ? $"The session holds as many {Words(over)} as one may hold."
            : null;
    }

    private static string KindOf(string path) => path.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? path[..end] : "";

    private static string Words(string kind) => kind switch { "legs" => "legs", "lines" => "lines of a transcript", "states" => "changes of state", "pauses" => "pauses of a recording", _ => kind };
}

/// <summary>What came of adding a fact to a ledger.</summary>
public abstract record LedgerChange
{
    private LedgerChange() { }

    /// <param name="Changed">False when everything was known already, or later facts say otherwise.</param>
    public sealed record Taken(bool Changed) : LedgerChange;

    /// <summary>The session is as large as one may be; nothing of the fact was taken.</summary>
    public sealed record Full(string Why) : LedgerChange;
}
