namespace Liaison.EndToEnd;

/// <summary>The mapping editor, over the stand-in's own fields and code lists.</summary>
public sealed class TemplateTest(RunningHub hub) : PageTest(hub)
{
    [Fact, Trait("row", "A19"), Trait("row", "A20"), Trait("row", "A23"), Trait("row", "A25"), Trait("row", "A26"), Trait("row", "A27"), Trait("row", "A28"), Trait("row", "A29"), Trait("row", "A30"), Trait("row", "A32"), Trait("row", "A34")]
    public async Task A_template_that_creates_is_built_row_by_row_checked_as_it_grows_and_tried_on_a_real_case()
    {
        var (_, number, _) = await Hub.Api.RaisedCase("Tried without being sent.");
        var connection = (await Hub.Api.Connection()).Text("id");
        await Page.GotoAsync($"/integrations/{connection}/templates/new");
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync("Raise by hand");
        // The first row is the Reference, before all others.
        await Assertions.Expect(Page.Locator(".mapping").First).ToContainTextAsync("The new record’s number is stored in it.");
        await Assertions.Expect(Page.GetByText("Service code").First).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("main")).ToContainTextAsync("does not");

        var service = Row(1);
        await Choose(service.GetByRole(AriaRole.Combobox, new() { Name = "Kind of source" }), "Manual text");
        await service.GetByRole(AriaRole.Combobox, new() { Name = "Manual text" }).FillAsync("HM");
        await Assertions.Expect(Page.GetByRole(AriaRole.Option, new() { Name = "HM Highways" })).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Option, new() { Name = "HM Highways" }).ClickAsync();
        var subject = Row(2);
        await Choose(subject.GetByRole(AriaRole.Combobox, new() { Name = "Kind of source" }), "Manual text");
        await subject.GetByRole(AriaRole.Combobox, new() { Name = "Manual text" }).FillAsync("NOSUCH");
        await Assertions.Expect(subject.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        await subject.GetByRole(AriaRole.Combobox, new() { Name = "Manual text" }).FillAsync("PHL");
        await Assertions.Expect(subject.GetByRole(AriaRole.Status)).ToHaveCountAsync(0);

        var before = await Rows();
        await Button("Add another").ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Group).And(Page.Locator(".mapping"))).ToHaveCountAsync(before + 1);
        var attribute = Row(before + 1);
        await attribute.GetByRole(AriaRole.Combobox, new() { Name = "Kind of source" }).ClickAsync();
        foreach (var kind in new[] { "Case field", "Case date", "Person", "Address", "Manual text" })
        {
            await Assertions.Expect(Page.GetByRole(AriaRole.Option, new() { Name = kind, Exact = true })).ToBeVisibleAsync();
        }
        await Page.GetByRole(AriaRole.Option, new() { Name = "Case field", Exact = true }).ClickAsync();
        await Choose(attribute.GetByRole(AriaRole.Combobox, new() { Name = "Source", Exact = true }), "Description");
        await Choose(attribute.GetByRole(AriaRole.Combobox, new() { Name = "Field to fill" }), "Enquiry Attribute");
        var code = attribute.GetByRole(AriaRole.Textbox, new() { Name = "Attribute type code, or a placeholder" });
        await code.FillAsync("SIZE");
        await code.FillAsync("{{ case.values.subject }}");

        await Button("Dry run").ClickAsync();
        var panel = Page.GetByRole(AriaRole.Dialog);
        await panel.GetByRole(AriaRole.Combobox, new() { Name = "Case" }).FillAsync(number);
        await Page.GetByRole(AriaRole.Option).Filter(new() { HasText = number }).ClickAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Cell, new() { Name = "HM", Exact = true }).First).ToBeVisibleAsync();
        await Assertions.Expect(panel.GetByText("Tried without being sent.").First).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(panel).ToHaveCountAsync(0);
        await Button("Save").ClickAsync();
        await Page.WaitForURLAsync("**/templates/tpl_*");
        NothingWrongWasSaid();
    }

    [Fact, Trait("row", "A31")]
    public async Task One_customer_field_asks_for_all_that_a_customer_needs()
    {
        var connection = (await Hub.Api.Connection()).Text("id");
        await Page.GotoAsync($"/integrations/{connection}/templates/new");
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync("With half a customer");
        var before = await Rows();
        await Button("Add another").ClickAsync();
        var row = Row(before + 1);
        await Choose(row.GetByRole(AriaRole.Combobox, new() { Name = "Kind of source" }), "Person");
        await Choose(row.GetByRole(AriaRole.Combobox, new() { Name = "Source", Exact = true }), "Forename", exact: false);
        await row.GetByRole(AriaRole.Combobox, new() { Name = "Field to fill" }).FillAsync("Forename");
        await Page.GetByRole(AriaRole.Option).Filter(new() { HasText = "Forename" }).First.ClickAsync();
        var notice = Page.Locator(".notice").Filter(new() { HasText = "A customer must be complete" });
        foreach (var missing in new[] { "Surname", "Type", "Point of Contact", "Method" })
        {
            await Assertions.Expect(notice).ToContainTextAsync(missing, new() { IgnoreCase = true });
        }
        NothingWrongWasSaid();
    }

    [Theory, Trait("row", "A21")]
    [InlineData("Update Enquiry (outgoing)", "It holds the number of the record to update.")]
    [InlineData("Enquiry updated (incoming)", "The template runs when the updated record’s number is in it.")]
    public async Task Each_type_of_template_begins_with_what_it_does_to_its_reference(string type, string says)
    {
        var connection = (await Hub.Api.Connection()).Text("id");
        await Page.GotoAsync($"/integrations/{connection}/templates/new");
        await Choose(Page.GetByRole(AriaRole.Combobox, new() { Name = "Type", Exact = true }), type);
        await Assertions.Expect(Page.Locator(".mapping").First).ToContainTextAsync(says);
        NothingWrongWasSaid();
    }

    [Fact, Trait("row", "A35")]
    public async Task A_rule_applies_an_integration_and_says_that_it_runs_in_the_background()
    {
        await Page.GotoAsync("/rules/service-request/new");
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync("A file is told to Confirm");
        await Choose(Page.GetByRole(AriaRole.Combobox, new() { Name = "This happens" }), "A file is attached");
        await Choose(Page.GetByRole(AriaRole.Combobox, new() { Name = "Connection" }), "Confirm (stand-in)");
        await Choose(Page.GetByRole(AriaRole.Combobox, new() { Name = "Mapping template" }), "Send changes");
        await Assertions.Expect(Page.GetByText("Integrations run in the background")).ToBeVisibleAsync();
        await Button("Save").ClickAsync();
        await Page.WaitForURLAsync("**/rules?type=service-request");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "A file is told to Confirm" })).ToBeVisibleAsync();
        var rule = (await Hub.Api.Get("/case-types/service-request/rules")).At("items").EnumerateArray().Single(one => one.Text("name") == "A file is told to Confirm");
        Assert.Equal("applyIntegration", rule.At("actions")[0].Text("kind"));
        NothingWrongWasSaid();
    }

    private ILocator Row(int number) => Page.GetByRole(AriaRole.Group, new() { Name = $"Row {number}", Exact = true });

    private async Task<int> Rows()
    {
        await Assertions.Expect(Row(1)).ToBeVisibleAsync();
        return await Page.GetByRole(AriaRole.Group).And(Page.Locator(".mapping")).CountAsync();
    }
}
