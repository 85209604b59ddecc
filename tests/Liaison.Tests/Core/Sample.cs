using Liaison.Core.Cases;
using Liaison.Core.Mapping;

namespace Liaison.Tests.CoreParts;

/// <summary>A case and its type, as the tests of the pure parts use them.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 29, 12, 0, 0, TimeSpan.Zero);

    public static readonly CaseType Type = new("pothole", "Pothole", "place",
        [
            new FieldDefinition("place", "Place", FieldType.Text, Required: true, MaxLength: 40), new FieldDefinition("size", "Size", FieldType.Choice, Choices: [new Choice("L", "Large"), new Choice("S", "Small")]),
            new FieldDefinition("depth", "Depth", FieldType.Number), new FieldDefinition("seen", "Seen", FieldType.Date), new FieldDefinition("urgent", "Urgent", FieldType.Boolean),
        ],
        [new StatusDefinition("open", "Open", StatusKind.Initial), new StatusDefinition("under-way", "Under way", StatusKind.Normal), new StatusDefinition("closed", "Closed", StatusKind.Final)], []);

    public static readonly Case Case = new(
        new("cas_00000000000000000000000000"), new("ten_00000000000000000000000000"), "C-000001", "pothole", "open", new Dictionary<string, string>(StringComparer.Ordinal) { ["place"] = "High Street", ["size"] = "L" },
        new Person("Dr", "Ann", "Bee"), new Address("1 High Street"), new Dictionary<string, string>(StringComparer.Ordinal), null, Noon, Noon, null, 1);

    public static Template Template(TemplateKind kind, params MappingRow[] rows) => new(new("tpl_00000000000000000000000000"), new("con_00000000000000000000000000"), "T", kind, "Enquiry", "enquiry", true, rows, 1);
}
