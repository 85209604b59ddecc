using Liaison.Connectors.Confirm;
using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Xunit;

namespace Liaison.Tests.Connectors;

public sealed class ConfirmTemplateTest
{
    private static readonly MappingRow Service = To("ServiceCode"), Subject = To("SubjectCode");

    [Fact, Trait("row", "A25")]
    public void A_create_needs_service_and_subject()
    {
        Assert.Equal(["/rows required", "/rows required"], Problems(TemplateKind.Create, To("EnquiryDescription")));
        Assert.Equal(["/rows/1/source required"], Problems(TemplateKind.Create, Service, new MappingRow(new RowSource(Text: " "), new RowTarget(Field: "SubjectCode"))));
        Assert.Empty(Problems(TemplateKind.Create, Service, Subject));
        Assert.Empty(Problems(TemplateKind.Create, Service, new MappingRow(new RowSource(Text: ""), new RowTarget(Field: "SubjectCode"), Default: "SL")));
    }

    [Fact, Trait("row", "A31")]
    public void Any_customer_field_brings_the_four_with_it()
    {
        Assert.Equal(Enumerable.Repeat("/rows customer-incomplete", 4), Problems(TemplateKind.Create, Service, Subject, To("CustomerEmail")));
        Assert.Equal(Enumerable.Repeat("/rows customer-incomplete", 3), Problems(TemplateKind.Update, To("EnquiryMethodCode")));
        Assert.Empty(Problems(TemplateKind.Create, Service, Subject, To("CustomerSurname"), To("CustomerTypeCode"), To("PointOfContactCode"), To("EnquiryMethodCode")));
    }

    [Fact, Trait("row", "A33")]
    public void A_customer_field_begins_with_Customer_or_is_one_of_four_more()
    {
        string[] more = ["Address Reference", "Automated Contact Method", "Enquiry Method code", "Point of Contact code"];
        foreach (var field in ConfirmFields.All.Where(field => field.Use.HasFlag(Use.Create)))
        {
            Assert.Equal(field.IsCustomer, field.Label.StartsWith("Customer", StringComparison.Ordinal) || more.Contains(field.Label));
        }
        Assert.Equal(4, more.Count(label => ConfirmFields.All.Any(field => field.Label == label)));
    }

    [Fact, Trait("row", "A29"), Trait("row", "A30")]
    public void An_attribute_is_named_by_a_code_or_a_placeholder_in_both_directions()
    {
        Assert.Empty(Problems(TemplateKind.Create, Service, Subject, Attribute("SIZE"), Attribute("{{ case.values.kind }}"), Attribute("{{ case.values.kind }}")));
        Assert.Equal(["/rows/2/target/attribute required"], Problems(TemplateKind.Create, Service, Subject, Attribute(" ")));
        Assert.Equal(["/rows/3/target duplicate-target"], Problems(TemplateKind.Create, Service, Subject, Attribute("SIZE"), Attribute("SIZE")));
        Assert.Empty(Problems(TemplateKind.Incoming, new MappingRow(new RowSource(Attribute: "SIZE"), new RowTarget(CaseField: "size"))));
        Assert.Equal(["/rows/0/source/attribute required"], Problems(TemplateKind.Incoming, new MappingRow(new RowSource(Attribute: ""), new RowTarget(CaseField: "size"))));
    }

    [Fact]
    public void Every_problem_is_told_at_once_and_where_it_is()
    {
        Assert.Equal(
            ["/rows/0/target/field unknown-field", "/rows/1/target/field not-writable", "/rows/3/target duplicate-target", "/rows required", "/rows required", "/rows position-incomplete"],
            Problems(TemplateKind.Create, To("Servicecode"), To("EnquiryNumber"), To("EnquiryX"), To("EnquiryX")));
        Assert.Equal(["/rows required"], Problems(TemplateKind.Update));
        Assert.Equal(["/rows/0/source/record unknown-field", "/rows/1/source/record not-readable", "/rows/2/target/caseField duplicate-target"],
            Problems(TemplateKind.Incoming, From("Nope", "a"), From("CustomerSurname", "b"), From("EnquiryStatusCode", "b")));
    }

    [Fact]
    public void A_template_that_maps_the_reference_or_private_notes_is_warned_and_saved()
    {
        Assert.Equal(["/rows/2/target/field warning-own-reference"], Problems(TemplateKind.Create, Service, Subject, To("EnquiryReference")));
        Assert.Equal(["/rows/0/source/record warning-private-notes"], Problems(TemplateKind.Incoming, From("SiteLogNotes", "public-notes")));
    }

    [Fact, Trait("row", "A20"), Trait("row", "A21"), Trait("row", "A22")]
    public void The_starter_templates_are_without_fault() =>
        Assert.All(ConfirmConnector.Declaration.Starters, starter => Assert.Empty(Problems(starter.Kind, [.. starter.Rows])));

    [Fact, Trait("row", "A34")]
    public void The_notices_say_that_erasing_is_each_systems_own_matter() =>
        Assert.Contains(ConfirmConnector.Declaration.Notices, notice => notice.Text.StartsWith("Personal data", StringComparison.Ordinal) && notice.Text.Contains("each with its own tools", StringComparison.Ordinal));

    private static IEnumerable<string> Problems(TemplateKind kind, params MappingRow[] rows) => ConfirmConnector.Declaration.CheckTemplate(
        new Template(new Id<Template>("tpl_00000000000000000000000000"), new Id<Connection>("con_00000000000000000000000000"), "Test", kind, "Enquiry", "ref", Active: true, rows, 1))
        .Select(problem => $"{problem.At} {problem.Code}");

    private static MappingRow To(string field) => new(new RowSource(Fact: "case.number"), new RowTarget(Field: field));

    private static MappingRow Attribute(string code) => new(new RowSource(Fact: "case.number"), new RowTarget(Attribute: code));

    private static MappingRow From(string field, string caseField) => new(new RowSource(Record: field), new RowTarget(CaseField: caseField));
}
