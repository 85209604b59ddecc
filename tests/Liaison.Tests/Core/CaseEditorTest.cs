using FsCheck;
using FsCheck.Fluent;
using Liaison.Core.Cases;
using Liaison.Core.Rules;
using Xunit;

namespace Liaison.Tests.CoreParts;

public sealed class CaseEditorTest
{
    [Fact]
    public void An_edit_either_holds_whole_or_says_what_is_wrong_and_the_same_edit_again_changes_nothing()
    {
        var value = Gen.OneOf(ArbMap.Default.GeneratorFor<string>(), Gen.Elements(null!, "", "L", "12", "2026-02-30", "2026-02-28", "yes"));
        var edits = Gen.Elements("place", "size", "depth", "seen", "urgent", "nowhere").Zip(value).ListOf().Select(e => e.DistinctBy(p => p.Item1).ToDictionary(p => p.Item1, p => (string?)p.Item2, StringComparer.Ordinal));
        Prop.ForAll(edits.ToArbitrary(), values =>
        {
            var (change, problems) = CaseEditor.Edit(Sample.Case, Sample.Type, new CaseEdit(values), Sample.Noon.AddHours(1));
            if (change is null)
            {
                Assert.NotEmpty(problems);
                return;
            }
            Assert.Empty(problems);
            Assert.Equal(change.ChangedFields.Count, change.History.Count);
            Assert.Equal(change.IsEmpty ? 1 : 2, change.After.Version);
            var (again, _) = CaseEditor.Edit(change.After, Sample.Type, new CaseEdit(values), Sample.Noon.AddHours(2));
            Assert.True(again!.IsEmpty);
            Assert.Equal(change.After.UpdatedAt, again.After.UpdatedAt);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_case_is_completed_when_it_reaches_a_final_status_and_open_again_when_it_leaves()
    {
        var closed = CaseEditor.Edit(Sample.Case, Sample.Type, new CaseEdit(Status: "closed"), Sample.Noon.AddHours(1)).Change!;
        Assert.Equal(Sample.Noon.AddHours(1), closed.After.CompletedAt);
        Assert.Contains(TriggerKind.StatusReached, closed.Happened);
        Assert.Null(CaseEditor.Edit(closed.After, Sample.Type, new CaseEdit(Status: "open"), Sample.Noon.AddHours(2)).Change!.After.CompletedAt);
    }

    [Fact, Trait("row", "A35"), Trait("row", "A38")]
    public void Rules_that_set_each_other_off_end_and_a_template_is_asked_for_once()
    {
        Rule Flip(string from, string to) => new(new("rul_00000000000000000000000000"), "pothole", from, true, new Trigger(TriggerKind.FieldChanged, "size"), [new Condition("case.values.size", ConditionOperator.Equals, from)],
            [new RuleAction(RuleActionKind.SetField, Field: "size", Text: to), new RuleAction(RuleActionKind.ApplyIntegration, TemplateId: new("tpl_00000000000000000000000000"))]);
        var given = CaseEditor.Edit(Sample.Case, Sample.Type, new CaseEdit(new Dictionary<string, string?>(StringComparer.Ordinal) { ["size"] = "S" }), Sample.Noon).Change!;
        var (change, firings) = RuleRun.Run(given, Sample.Type, [Flip("S", "L"), Flip("L", "S")], Sample.Noon);
        Assert.Single(firings);
        Assert.Equal(given.After.Version, change.After.Version);
        Assert.InRange(change.History.Count, 2, 2 + RuleRun.MostRounds);
    }

    [Fact, Trait("row", "A35")]
    public void What_a_rule_cannot_do_is_said_and_the_rest_is_done()
    {
        var rule = new Rule(new("rul_00000000000000000000000000"), "pothole", "Careless", true, new Trigger(TriggerKind.Updated), [], [new RuleAction(RuleActionKind.SetStatus, Status: "lost"), new RuleAction(RuleActionKind.AddNote, Text: "{{ case.number }} was touched")]);
        var given = CaseEditor.Edit(Sample.Case, Sample.Type, new CaseEdit(Status: "under-way"), Sample.Noon).Change!;
        var history = RuleRun.Run(given, Sample.Type, [rule], Sample.Noon).Change.History;
        Assert.Contains(history, h => h.Kind == "rule" && h.Text.Contains("Careless", StringComparison.Ordinal));
        Assert.Contains(history, h => h is { Kind: "note", Text: "C-000001 was touched" });
    }
}
