using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;

namespace Liaison.Core.Memorialisation;

/// <summary>Values that a person typed, beside those that mappings give.</summary>
public static class ByHand
{
    /// <summary>The source of a value that was typed.</summary>
    public const string Source = "by hand";

    /// <summary>The fields to write: what was typed, and for the rest what the mappings say.</summary>
    /// <param name="typed">By field name; an empty text leaves the field out.</param>
    public static IReadOnlyList<RenderedField> Merge(IReadOnlyList<RenderedField> mapped, IReadOnlyDictionary<string, string> typed) =>
    [
        .. mapped.Where(f => !typed.TryGetValue(f.Target, out var value) || value == f.Value),
        .. typed.Where(t => t.Value.Length > 0 && !mapped.Any(f => f.Target == t.Key && f.Value == t.Value)).Select(t => new RenderedField(t.Key, false, t.Value, Source)),
    ];

    /// <summary>What goes by itself into a record that people have written by hand leaves what they typed.</summary>
    public static IReadOnlyList<RecordWrite> Respect(IReadOnlyList<RecordWrite> writes, IReadOnlyList<Draft> byHand)
    {
        var typed = byHand.SelectMany(d => d.Together).SelectMany(w => w.Fields.Where(f => f.Source == Source).Select(f => (w.Reference, f.Target))).ToHashSet();
        return typed.Count == 0 ? writes : [.. writes.Select(w => w.Record is null ? w : w with { Fields = [.. w.Fields.Where(f => !typed.Contains((w.Reference, f.Target)))] })];
    }
}
