using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Metadata;

namespace Liaison.Sandbox.Dynamics.Query;

/// <summary>A FetchXML query, read.</summary>
public sealed record FetchQuery(FetchEntity Root, int? Top, int? Count, int Page, bool Distinct, bool TotalCount)
{
    public static FetchQuery Read(ApiCall call, TableType table, string text)
    {
        XElement root;
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            root = XElement.Load(reader);
        }
        catch (XmlException wrong)
        {
            throw new ODataException(400, "0x80041103", "Invalid XML. " + wrong.Message);
        }

        if (root.Name != "fetch" || root.Elements("entity").FirstOrDefault() is not { } entity)
        {
            throw Wrong("The fetch element or its entity is missing.");
        }

        if ((string?)entity.Attribute("name") != table.Name)
        {
            throw new ODataException(400, "0x80041102", $"The entity with a name = '{(string?)entity.Attribute("name")}' with namemapping = 'Logical' was not found in the MetadataCache, or does not match the set '{table.Set}'.");
        }

        var (top, count) = (Number(root, "top"), Number(root, "count"));
        if (top is not null && (count ?? Number(root, "page")) is not null)
        {
            throw Wrong("The top attribute can't be specified with paging attribute page.");
        }

        return new FetchQuery(FetchEntity.Read(call, table, entity, null), top, count, Number(root, "page") ?? 1, (string?)root.Attribute("distinct") is "true" or "1", (string?)root.Attribute("returntotalrecordcount") is "true" or "1");
    }

    public static ODataException Wrong(string message) => new(400, "0x80040203", "Invalid FetchXML. " + message);

    private static int? Number(XElement element, string name) => (string?)element.Attribute(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong($"The attribute '{name}' is not a number.");
}

/// <summary>The root of a query, or a table linked to it.</summary>
/// <param name="From">The column of this table that must equal <paramref name="To"/> of the outer one; null at the root.</param>
public sealed record FetchEntity(TableType Table, string? Alias, Column? From, Column? To, bool Outer, IReadOnlyList<(Column Column, string Name)> Columns, FetchFilter? Filter, IReadOnlyList<(Column Column, bool Descending)> Order, IReadOnlyList<FetchEntity> Links)
{
    public static FetchEntity Read(ApiCall call, TableType table, XElement element, TableType? outer)
    {
        var alias = (string?)element.Attribute("alias");
        var columns = element.Elements("all-attributes").Any() ? table.Columns.Where(column => column.Type != ColumnType.PartyList && column.Name != "documentbody").Select(column => (column, column.Property))
            : element.Elements("attribute").Select(one => (Column: Named(table, (string?)one.Attribute("name")), Alias: (string?)one.Attribute("alias"))).Select(one => (one.Column, one.Alias ?? one.Column.Property));
        return new FetchEntity(
            table, alias ?? (outer is null ? null : table.Name + "1"),
            outer is null ? null : Named(table, (string?)element.Attribute("from")), outer is null ? null : Named(outer, (string?)element.Attribute("to")), (string?)element.Attribute("link-type") == "outer",
            [.. columns], element.Elements("filter").ToList() is { Count: > 0 } filters ? FetchFilter.Read(call, table, filters) : null,
            [.. element.Elements("order").Select(one => (Named(table, (string?)one.Attribute("attribute")), (string?)one.Attribute("descending") is "true" or "1"))],
            [.. element.Elements("link-entity").Select(link => Read(call, Linked(call, link), link, table))]);
    }

    public static Column Named(TableType table, string? name) => name is not null && table.Column(name) is { } column ? column
        : throw new ODataException(400, "0x80041103", $"'{table.SchemaName}' entity doesn't contain attribute with Name = '{name}' and NameMapping = 'Logical'.");

    private static TableType Linked(ApiCall call, XElement link) => call.Schema.Find((string?)link.Attribute("name") ?? "")
        ?? throw new ODataException(400, "0x80041102", $"The entity with a name = '{(string?)link.Attribute("name")}' with namemapping = 'Logical' was not found in the MetadataCache.");
}
