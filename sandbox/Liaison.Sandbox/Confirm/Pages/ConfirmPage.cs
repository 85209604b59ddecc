using Liaison.Sandbox.Confirm.Lookups;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Confirm.Pages;

/// <summary>What the pages of this stand-in have in common.</summary>
public static class ConfirmPage
{
    private static readonly Html Navigation = new("""
        <a href="/confirm">Enquiries</a><a href="/confirm/switches">Fault switches</a><a href="/confirm/external-systems">External Systems</a><a href="/confirm/agent">CRM Agent System Settings</a><a href="/confirm/scheduled-tasks">Scheduled Tasks</a><a href="/confirm/codes">Code lists</a>
        """);

    public static IResult Show(string title, Html content, int status = StatusCodes.Status200OK) => Page.Show(title, Navigation, content, status);

    public static Html StatusTag(Catalogue catalogue, string code)
    {
        var status = catalogue.Status(code);
        return Html.Of($"""<span class="tag {(status?.Outstanding ?? true ? "open" : "closed")}">{status?.Name ?? code}</span>""");
    }

    public static Html Options(IEnumerable<(string Value, string Label)> options, string? chosen) =>
        Html.Join(options.Select(option => Html.Of($"""<option value="{option.Value}"{(option.Value == chosen ? new Html(" selected") : default)}>{option.Label}</option>""")));

    public static Html Fact(string label, object? value) => value is null or "" ? new Html("") : Html.Of($"<dt>{label}</dt><dd>{value}</dd>");
}
