using System.Text;
using System.Xml;
using System.Xml.Linq;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>
/// Builds the FetchXML query of a free condition: one or more <c>filter</c> and <c>link-entity</c> elements, as they stand inside an <c>entity</c>
/// (https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/overview). It is read as XML before any fact goes in, and facts go in as values of a read document: none of them can
/// become an element, an attribute or a wildcard. Placeholders stand in the values of conditions and nowhere else.
/// </summary>
internal sealed class FetchQuery(FieldPaths paths, Descriptions<DescribedTable> schema)
{
    private const int Longest = 20_000;
    private static readonly string[] Elements = ["filter", "condition", "value", "link-entity"];
    private static readonly string[] Likes = ["like", "not-like", "begins-with", "not-begin-with", "ends-with", "not-end-with"];

    public async Task<Outcome<(FilledQuery? Filled, Unfilled? Not)>> Build(DescribedTable table, RecordQuery query, string condition, Facts facts, int page, int size, Calls calls, CancellationToken cancel)
    {
        var (parts, wrong) = Read(condition);
        if (parts is null)
        {
            return wrong!;
        }
        foreach (var part in parts)
        {
            if (await Check(table, part, condition, calls, cancel) is { } fault)
            {
                return fault;
            }
        }
        foreach (var part in parts)
        {
            if (await Fill(table, part, facts, calls, cancel) is { } not)
            {
                return (null, not);
            }
        }
        var entity = new XElement("entity", new XAttribute("name", table.Name));
        if (await Columns(entity, table, query, calls, cancel) is { } unknown)
        {
            return unknown;
        }
        entity.Add(parts);
        entity.Add(new XElement("order", new XAttribute("attribute", table.PrimaryId)));
        var fetch = new XElement("fetch", new XAttribute("count", size), new XAttribute("page", page), new XAttribute("returntotalrecordcount", "true"), entity);
        var text = fetch.ToString(SaveOptions.DisableFormatting);
        return (new FilledQuery($"{table.Set}?fetchXml={Uri.EscapeDataString(text)}", text), null);
    }

    private static (IReadOnlyList<XElement>? Parts, Fault? Wrong) Read(string condition)
    {
        if (string.IsNullOrWhiteSpace(condition))
        {
            return (null, QueryFaults.At("There is no condition. One is always needed.", 0));
        }
        if (condition.Length > Longest)
        {
            return (null, QueryFaults.At($"The condition is longer than {Longest:N0} characters.", Longest));
        }
        const string Open = "<entity>";
        try
        {
            using var reader = XmlReader.Create(new StringReader(Open + condition + "</entity>"), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = Longest + 100 });
            var root = XElement.Load(reader, LoadOptions.SetLineInfo);
            return root.Nodes().FirstOrDefault(node => node is not XElement && !string.IsNullOrWhiteSpace(node.ToString())) is { } text ? (null, QueryFaults.At("Conditions stand in <filter> elements: <filter><condition attribute=\"…\" operator=\"…\" value=\"…\"/></filter>.", Place(condition, text)))
                : root.Elements().All(one => one.Name.LocalName is not ("filter" or "link-entity")) ? (null, QueryFaults.At("A <filter> is needed.", 0)) : ([.. root.Elements()], null);
        }
        catch (XmlException broken)
        {
            return (null, QueryFaults.At("This is no FetchXML: " + broken.Message, At(condition, broken.LineNumber, broken.LinePosition)));
        }
    }

    /// <summary>Holds what was written against the descriptions, before anything is sent.</summary>
    private async Task<Fault?> Check(DescribedTable table, XElement element, string condition, Calls calls, CancellationToken cancel)
    {
        if (!Elements.Contains(element.Name.LocalName))
        {
            return QueryFaults.At($"<{element.Name.LocalName}> does not belong to a condition.", Place(condition, element));
        }
        if (element.Attributes().FirstOrDefault(one => FactText.HasHole(one.Value) && !(one.Name == "value" && element.Name == "condition")) is { } misplaced)
        {
            return QueryFaults.At($"A placeholder stands for a value, never for {(misplaced.Name == "attribute" ? "a column" : misplaced.Name == "operator" ? "an operator" : "a name")}.", Place(condition, element));
        }
        var inner = table;
        if (element.Name == "link-entity")
        {
            if ((await schema.Known((string?)element.Attribute("name") ?? "", calls, cancel)).Failed(out var fault, out inner))
            {
                return QueryFaults.At(fault.Detail, Place(condition, element)) with { Kind = fault.Kind };
            }
            if (inner[(string?)element.Attribute("from") ?? ""] is null || table[(string?)element.Attribute("to") ?? ""] is null)
            {
                return QueryFaults.At($"A link needs a column of {inner.Label} in “from” and one of {table.Label} in “to”.", Place(condition, element));
            }
        }
        else if (element.Name == "condition" && table[(string?)element.Attribute("attribute") ?? ""] is null)
        {
            return QueryFaults.At($"{table.Label} has no column {(string?)element.Attribute("attribute")}, or the user may not see it.", Place(condition, element)) with { Kind = FaultKind.SchemaDrift };
        }
        foreach (var child in element.Elements())
        {
            if (await Check(inner, child, condition, calls, cancel) is { } fault)
            {
                return fault;
            }
        }
        return null;
    }

    private async Task<Unfilled?> Fill(DescribedTable table, XElement element, Facts facts, Calls calls, CancellationToken cancel)
    {
        if (element.Name == "condition" && table[(string)element.Attribute("attribute")!] is { } column)
        {
            var like = Likes.Contains((string?)element.Attribute("operator"));
            foreach (var value in element.Attributes("value").Cast<XObject>().Concat(element.Elements("value")).ToList())
            {
                var written = value is XAttribute attribute ? attribute.Value : ((XElement)value).Value;
                if (!FactText.HasHole(written))
                {
                    continue;
                }
                if (Value(written, column, like, facts, out var filled) is { } not)
                {
                    return not;
                }
                _ = value is XAttribute own ? own.Value = filled : ((XElement)value).Value = filled;
            }
        }
        var inner = element.Name == "link-entity" ? (await schema.Known((string)element.Attribute("name")!, calls, cancel)).Match(found => found, _ => table) : table;
        foreach (var child in element.Elements().ToList())
        {
            if (await Fill(inner, child, facts, calls, cancel) is { } not)
            {
                return not;
            }
        }
        return null;
    }

    /// <summary>The written text with its facts. Wildcards that an administrator wrote stay; those in a fact stand for themselves.</summary>
    private static Unfilled? Value(string written, DescribedColumn column, bool like, Facts facts, out string filled)
    {
        var text = new StringBuilder();
        var at = 0;
        filled = "";
        while (written.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var open && written.IndexOf("}}", open, StringComparison.Ordinal) is >= 0 and var close)
        {
            var hole = written[open..(close + 2)];
            var (value, absent) = FactText.Fill(hole, facts);
            if (absent is not null)
            {
                return new Unfilled(null, absent);
            }
            text.Append(written, at, open - at).Append(Legal(like ? ODataText.Plain(value) : value));
            at = close + 2;
        }
        filled = text.Append(written, at, written.Length - at).ToString();
        if (!column.IsText && ODataText.Literal(column, filled) is (null, var why))
        {
            return new Unfilled(new Fault(FaultKind.Validation, $"{written} stands for “{ColumnJson.Short(filled)}”, which {why}.", "condition", "condition"), null);
        }
        filled = column is { IsOption: true } && ODataText.Literal(column, filled).Literal is { } number ? number : filled;
        return null;
    }

    /// <summary>XML has no way to write most control characters.</summary>
    private static string Legal(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value is 9 or 10 or 13 or (>= 0x20 and < 0xfffe) or >= 0x10000));

    private async Task<Fault?> Columns(XElement entity, DescribedTable table, RecordQuery query, Calls calls, CancellationToken cancel)
    {
        var links = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var field in query.Fields.Prepend("modifiedon").Prepend(table.PrimaryName).Prepend(table.PrimaryId).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if ((await paths.Find(table.Name, field, calls, cancel)).Failed(out var fault, out var end))
            {
                if (field == "modifiedon")
                {
                    continue;
                }
                return fault;
            }
            var (parent, path) = (entity, "");
            foreach (var step in end.Steps)
            {
                path += (path.Length > 0 ? "." : "") + step.Navigation.Name;
                if (!links.TryGetValue(path, out var link))
                {
                    // An alias takes no points: the path is put back together when the answer is read.
                    links[path] = link = new XElement("link-entity", new XAttribute("name", step.Navigation.Target), new XAttribute("from", step.Table.PrimaryId), new XAttribute("to", step.Column.Name), new XAttribute("alias", path.Replace(".", "__", StringComparison.Ordinal)), new XAttribute("link-type", "outer"));
                    parent.Add(link);
                }
                parent = link;
            }
            if (parent.Elements("attribute").All(one => (string?)one.Attribute("name") != end.Column.Name))
            {
                parent.AddFirst(new XElement("attribute", new XAttribute("name", end.Column.Name)));
            }
        }
        return null;
    }

    private static int Place(string condition, XObject node) => node is IXmlLineInfo info && info.HasLineInfo() ? At(condition, info.LineNumber, info.LinePosition - (node is XElement ? 1 : 0)) : 0;

    private static int At(string condition, int line, int column)
    {
        var start = 0;
        for (var count = 1; count < line && start < condition.Length; count++)
        {
            start = condition.IndexOf('\n', start) is >= 0 and var end ? end + 1 : condition.Length;
        }
        return Math.Clamp(start + column - 1 - (line == 1 ? "<entity>".Length : 0), 0, condition.Length);
    }
}
