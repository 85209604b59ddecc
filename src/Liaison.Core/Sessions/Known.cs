namespace Liaison.Core.Sessions;

/// <summary>A ledger's values, sorted out by kind; what is known to be empty is left out.</summary>
internal sealed class Known
{
    private readonly Dictionary<string, string> single = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, string>> many = new(StringComparer.Ordinal);

    public Known(SessionLedger ledger)
    {
        var earliest = long.MaxValue;
        foreach (var (path, register) in ledger.Registers)
        {
            earliest = Math.Min(earliest, register.Stamp.Microseconds);
            if (register.Value is not { } value)
            {
                continue;
            }
            var end = path.IndexOf('/', StringComparison.Ordinal);
            if (end < 0)
            {
                single[path] = value;
            }
            else
            {
                (many.TryGetValue(path[..end], out var kind) ? kind : many[path[..end]] = new(StringComparer.Ordinal))[path[(end + 1)..]] = value;
            }
        }
        Earliest = new Stamp(ledger.Registers.Count == 0 ? 0 : earliest, "").At;
    }

    public DateTimeOffset Earliest { get; }

    public string? this[string name] => single.GetValueOrDefault(name);

    /// <summary>Entries that are one value each.</summary>
    public IReadOnlyDictionary<string, string> Of(string kind) => many.TryGetValue(kind, out var entries) ? entries : new Dictionary<string, string>();

    /// <summary>Entries that have parts: <c>legs/KEY/queue</c>. A key may hold a slash, a part's name never.</summary>
    public IEnumerable<(string Key, Dictionary<string, string> Parts)> Entries(string kind) => Of(kind)
        .GroupBy(e => e.Key[..e.Key.LastIndexOf('/')], StringComparer.Ordinal)
        .Select(g => (g.Key, g.ToDictionary(e => e.Key[(e.Key.LastIndexOf('/') + 1)..], e => e.Value, StringComparer.Ordinal)));
}
