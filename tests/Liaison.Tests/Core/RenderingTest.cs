using FsCheck;
using FsCheck.Fluent;
using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Xunit;

namespace Liaison.Tests.CoreParts;

public sealed class RenderingTest
{
    private static readonly Facts Facts = Facts.Of(Sample.Case, Sample.Type, Sample.Noon);

    [Theory, Trait("row", "A27"), Trait("row", "A28"), Trait("row", "A30")]
    [InlineData("plain text", "plain text")]
    [InlineData("{{ case.values['place'].value }}", "High Street")]
    [InlineData("{{case.values.size.label}} at {{ address.summary | upper }}", "Large at 1 HIGH STREET")]
    [InlineData("{{ person.fullName }}, {{ case.dates.created | date: 'dd/MM/yyyy' }}", "Dr Ann Bee, 29/03/2026")]
    [InlineData("{{ case.values.depth | default: 'unknown' }}", "unknown")]
    [InlineData("{{ case.nonsense }}", "")]
    public void A_text_speaks_of_the_case_its_dates_its_person_and_its_address(string text, string rendered) => Assert.Equal(rendered, Placeholders.Parse(text).Render(Facts));

    [Fact]
    public void A_text_without_braces_is_itself()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(t => t is not null && !t.Contains('{', StringComparison.Ordinal)), text => Placeholders.Parse(text).Render(Facts) == text).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_a_case_says_is_never_taken_for_a_placeholder()
    {
        var tricky = Sample.Case with { Values = new Dictionary<string, string>(StringComparer.Ordinal) { ["place"] = "{{ person.surname }}" } };
        Assert.Equal("{{ person.surname }}", Placeholders.Parse("{{ case.values.place }}").Render(Facts.Of(tricky, Sample.Type, Sample.Noon)));
    }

    [Fact]
    public void A_rendered_value_is_never_longer_than_its_field_and_never_ends_in_half_a_sign()
    {
        var type = new RecordType("Enquiry", "Enquiry", [new FieldDescription("Description", "Description", "", "text", 7, true, true, true)]);
        var template = Sample.Template(TemplateKind.Create, new MappingRow(new RowSource(Fact: "x"), new RowTarget(Field: "Description")));
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var value = Assert.Single(Renderer.Render(template, new Facts(_ => text + "🚧🚧🚧🚧"), type)).Value!;
            return value.Length <= 7 && !char.IsHighSurrogate(value[^1]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact, Trait("row", "A28"), Trait("row", "A29"), Trait("row", "A30")]
    public void Empty_sources_are_left_out_cleared_or_replaced_as_the_row_says_and_the_trace_says_so()
    {
        MappingRow Row(string? fallback = null, bool ignore = true) => new(new RowSource(Fact: "case.values.depth"), new RowTarget(Field: "F"), fallback, ignore);
        var fields = Renderer.Render(Sample.Template(TemplateKind.Create, Row(), Row(ignore: false), Row("none"),
            new MappingRow(new RowSource(Text: "v"), new RowTarget(Attribute: "{{ case.values.depth }}")), new MappingRow(new RowSource(Text: "v"), new RowTarget(Attribute: "{{ case.values.size }}1"))), Facts, null);
        Assert.Equal([null, "", "none", null, "v"], fields.Select(f => f.Value));
        Assert.Equal("L1", fields[4].Target);
        Assert.All(fields.Take(4), f => Assert.NotNull(f.Note));
    }
}
