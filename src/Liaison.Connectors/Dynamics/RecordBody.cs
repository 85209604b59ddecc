using System.Text.Json.Nodes;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Dynamics;

/// <summary>What a write's fields and links come to: columns, bound lookups, the wanted state. What the description does not list, or lists as not ours to write, is left out and told.</summary>
internal sealed class RecordBody
{
    private readonly DescribedTable table;
    private readonly bool creates;

    private RecordBody(DescribedTable table, bool creates) => (this.table, this.creates) = (table, creates);

    public JsonObject Json { get; } = [];

    public List<string> Notes { get; } = [];

    /// <summary>Records that lookups are to point at, by the navigation's name.</summary>
    public Dictionary<string, LinkTarget> Bound { get; } = new(StringComparer.Ordinal);

    public RecordState? State { get; private set; }

    /// <param name="fill">Only these columns; null takes all.</param>
    /// <param name="targets">What each alias among the writes stands for.</param>
    public static RecordBody Of(RecordWrite write, DescribedTable table, bool creates, IReadOnlyDictionary<string, Guid> targets, IReadOnlySet<string>? fill = null)
    {
        var body = new RecordBody(table, creates);
        foreach (var field in write.Fields.Where(field => field.Value is not null && !field.Attribute && (fill is null || fill.Contains(field.Target))))
        {
            body.Put(field.Target, field.Value!);
        }
        foreach (var (name, to) in write.Links)
        {
            body.Link(name, targets.TryGetValue(to, out var id) || Guid.TryParse(to, out id) ? id : null, to);
        }
        body.KeepOneOfEach();
        string? Asked(string name) => write.Fields.FirstOrDefault(field => field.Target.Equals(name, StringComparison.OrdinalIgnoreCase) && (fill is null || fill.Contains(field.Target)))?.Value;
        body.State = RecordState.Of(table, Asked("statecode"), Asked("statuscode"));
        return body;
    }

    /// <summary>Links that were left out because their column points at something else: whoever they name took part all the same.</summary>
    public List<LinkTarget> Beside { get; } = [];

    /// <summary>
    /// Two links may want the same lookup under different names: a call regards either a person or a case. The later one counts, which says what it is about; whom it was with is known from its parties.
    /// </summary>
    private void KeepOneOfEach()
    {
        foreach (var same in Bound.Keys.GroupBy(name => table.Lookup(name)!.Value.Column.Name).Where(group => group.Count() > 1).ToList())
        {
            foreach (var name in same.SkipLast(1))
            {
                Beside.Add(Bound[name]);
                Bound.Remove(name);
                if (table.Name != "phonecall")
                {
                    Notes.Add($"{name} was left out: {table.Label} points at one record only, and {same.Last()} says what it is about.");
                }
            }
        }
    }

    private void Put(string target, string value)
    {
        if (table.Lookup(target) is { } || table[target] is { IsLookup: true })
        {
            Link(target, Guid.TryParse(value, out var id) ? id : null, value);
        }
        else if (table[target] is not { } column)
        {
            Notes.Add($"{target} was left out: {table.Label} has no such column, or the user may not see it.");
        }
        else if (column.Type is "State" or "Status")
        {
            if (value.Length > 0 && ColumnJson.OptionOf(column, value) is null)
            {
                Notes.Add($"{column.Label} was left out: “{ColumnJson.Short(value)}” is none of the choices.");
            }
        }
        else if (!(creates ? column.Creatable : column.Updatable))
        {
            Notes.Add($"{column.Label} was left out: it {(column.Creatable ? "can be set only when a record is made" : column.Updatable ? "can be set only afterwards" : "is read only for the user")}.");
        }
        else
        {
            var sent = ColumnJson.Of(column, value);
            if (sent.Note is not null)
            {
                Notes.Add(sent.Note);
            }
            // A new record is empty anyway; sending nothing lets its default come in.
            if (sent.Fits && !(creates && sent.Json is null))
            {
                Json[column.Name] = sent.Json;
            }
        }
    }

    private void Link(string name, Guid? id, string given)
    {
        var found = table.Lookup(name) ?? (table[name] is { IsLookup: true, Navigations: [var only] } single ? (single, only) : null);
        if (found is not var (column, navigation))
        {
            Notes.Add(table[name] is { IsLookup: true } several ? $"{several.Label} was left out: it may point at several tables; name one of {string.Join(", ", several.Navigations.Select(one => one.Name))}."
                : $"{name} was left out: {table.Label} has no such lookup, or the user may not see it.");
        }
        else if (!(creates ? column.Creatable : column.Updatable))
        {
            Notes.Add($"{column.Label} was left out: it is read only for the user.");
        }
        else if (id is { } record)
        {
            Bound[navigation.Name] = new LinkTarget(navigation.Target, record);
        }
        else if (given.Length == 0 && !creates)
        {
            Json[navigation.Name + "@odata.bind"] = null;
        }
        else if (given.Length > 0)
        {
            Notes.Add($"{column.Label} was left out: “{ColumnJson.Short(given)}” is no record's id.");
        }
    }
}

/// <param name="Table">Logical name; <c>owner</c> for a user.</param>
internal sealed record LinkTarget(string Table, Guid Id);
