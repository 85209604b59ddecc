using FsCheck;
using FsCheck.Fluent;
using Liaison.Core.Cases;
using Liaison.Core.Mapping;
using Xunit;

namespace Liaison.Tests.CoreParts;

public sealed class IncomingRendererTest
{
    private static readonly Template All = Sample.Template(TemplateKind.Incoming,
        Row("A", new RowTarget(CaseField: "place")), Row("B", new RowTarget(CaseField: "size")), Row("C", new RowTarget(CaseField: "depth")), Row("D", new RowTarget(CaseField: "seen"), ignoreEmpty: false),
        Row("E", new RowTarget(CaseStatus: true)), Row("F", new RowTarget(Note: true)), Row("G", new RowTarget(CaseField: "urgent")));

    [Fact, Trait("row", "A37"), Trait("row", "A44")]
    public void Whatever_comes_in_the_edit_can_be_stored_and_a_second_time_there_is_nothing_left_to_do()
    {
        var value = Gen.OneOf(ArbMap.Default.GeneratorFor<string>(), Gen.Elements("", " ", "L", "small", "12.5", "2026-03-29T10:00:00+01:00", "closed", "Under way", "yes", new string('x', 200)));
        var values = Gen.Elements("A", "B", "C", "D", "E", "F", "G").Zip(value).ListOf().Select(pairs => pairs.DistinctBy(p => p.Item1).ToDictionary(p => p.Item1, p => p.Item2 ?? "", StringComparer.Ordinal));
        Prop.ForAll(values.ToArbitrary(), told =>
        {
            var first = IncomingRenderer.Render(All, told, Sample.Case, Sample.Type);
            var (change, problems) = CaseEditor.Edit(Sample.Case, Sample.Type, first.Edit, Sample.Noon);
            Assert.Empty(problems);
            Assert.Equal(All.Rows.Count, first.Trace.Count);
            Assert.Equal(first.Problems.Count, first.Trace.Count(t => t.Problem is not null));
            Assert.True(IncomingRenderer.Render(All, told, change!.After, Sample.Type, [.. first.Edit.Notes ?? []]).IsEmpty);
        }).QuickCheckThrowOnFailure();
    }

    [Fact, Trait("row", "A29")]
    public void Attributes_are_read_by_code_and_values_translated()
    {
        var template = Sample.Template(TemplateKind.Incoming,
            new MappingRow(new RowSource(Attribute: "{{ case.values.size }}IZE"), new RowTarget(CaseField: "place"), Map: new Dictionary<string, string>(StringComparer.Ordinal) { ["1"] = "one", ["*"] = "many" }));
        Assert.Equal("one", Place("1"));
        Assert.Equal("many", Place("7"));
        string? Place(string told) => IncomingRenderer.Render(template, new Dictionary<string, string>(StringComparer.Ordinal) { ["attribute:LIZE"] = told }, Sample.Case, Sample.Type).Edit.Values!["place"];
    }

    [Fact, Trait("row", "A40")]
    public void One_bad_value_stands_alone_in_the_problems_with_its_row()
    {
        var result = IncomingRenderer.Render(All, new Dictionary<string, string>(StringComparer.Ordinal) { ["A"] = "Low Street", ["B"] = "HUGE", ["D"] = "2026-03-29T23:30:00-05:00", ["E"] = "ASGN" }, Sample.Case, Sample.Type);
        Assert.Equal(["/rows/1 unknown-choice", "/rows/4 unknown-status"], result.Problems.Select(p => $"{p.At} {p.Code}"));
        Assert.Equal(("Low Street", "2026-03-29"), (result.Edit.Values!["place"], result.Edit.Values["seen"]));
        Assert.Null(result.Edit.Status);
    }

    private static MappingRow Row(string field, RowTarget target, bool ignoreEmpty = true) => new(new RowSource(Record: field), target, IgnoreEmpty: ignoreEmpty);
}
