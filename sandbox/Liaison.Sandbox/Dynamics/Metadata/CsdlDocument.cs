using System.Text;
using System.Xml.Linq;
using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Metadata;

/// <summary>The whole model as CSDL.</summary>
public static class CsdlDocument
{
    private static readonly XNamespace Edmx = "http://docs.oasis-open.org/odata/ns/edmx";
    private static readonly XNamespace Edm = "http://docs.oasis-open.org/odata/ns/edm";

    public static ApiAnswer Answer(ApiCall call)
    {
        var schema = new XElement(Edm + "Schema", new XAttribute("Namespace", "Microsoft.Dynamics.CRM"), new XAttribute("Alias", "mscrm"),
            new XElement(Edm + "EntityType", new XAttribute("Name", "crmbaseentity"), new XAttribute("Abstract", "true")),
            call.Schema.Tables.Select(table => Type(call.Schema, table)),
            new XElement(Edm + "EntityContainer", new XAttribute("Name", "System"), call.Schema.Tables.Select(table => new XElement(Edm + "EntitySet", new XAttribute("Name", table.Set), new XAttribute("EntityType", table.EdmName)))));
        var document = new XDocument(new XElement(Edmx + "Edmx", new XAttribute(XNamespace.Xmlns + "edmx", Edmx), new XAttribute("Version", "4.0"), new XElement(Edmx + "DataServices", schema)));
        return new ApiAnswer(StatusCodes.Status200OK, Bytes: Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?>" + document.ToString(SaveOptions.DisableFormatting)), ContentType: "application/xml");
    }

    private static XElement Type(Schema schema, TableType table) => new(
        Edm + "EntityType", new XAttribute("Name", table.Name), new XAttribute("BaseType", "mscrm.crmbaseentity"),
        new XElement(Edm + "Key", new XElement(Edm + "PropertyRef", new XAttribute("Name", table.PrimaryId))),
        table.Columns.Where(column => column.Type != ColumnType.PartyList).Select(column => new XElement(Edm + "Property", new XAttribute("Name", column.Property), new XAttribute("Type", Value.EdmType(column)))),
        table.Columns.SelectMany(column => column.Navigations.DistinctBy(navigation => navigation.Name).Select(navigation => new XElement(
            Edm + "NavigationProperty", new XAttribute("Name", navigation.Name), new XAttribute("Type", column.Type == ColumnType.Owner ? "mscrm.principal" : "mscrm." + navigation.Target), new XAttribute("Nullable", "false"),
            new XElement(Edm + "ReferentialConstraint", new XAttribute("Property", column.Property), new XAttribute("ReferencedProperty", column.Type == ColumnType.Owner ? "ownerid" : schema[navigation.Target].PrimaryId))))),
        table.Collections.Select(collection => new XElement(Edm + "NavigationProperty", new XAttribute("Name", collection.Name), new XAttribute("Type", $"Collection(mscrm.{collection.Table})"))));
}
