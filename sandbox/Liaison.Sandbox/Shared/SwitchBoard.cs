namespace Liaison.Sandbox.Shared;

/// <summary>The page of the fault switches: what is on, buttons for the usual ones, and the settings.</summary>
public static class SwitchBoard
{
    /// <param name="path">Of the stand-in, as <c>/salesforce</c>.</param>
    /// <param name="usual">What the buttons say.</param>
    /// <param name="settings">As JSON, for reading.</param>
    public static Html Show<TSwitch>(string path, IReadOnlyList<TSwitch> active, IEnumerable<string> usual, Func<TSwitch, string> describe, string settings)
        where TSwitch : Switch => Html.Of($"""
        <section class="card"><h2>On now</h2>
        {(active.Count == 0 ? Html.Of($"<p class=\"soft\">None: the sky is clear.</p>") : Html.Of($"<ul>{active.Select(one => One(one, describe(one)))}</ul>"))}
        <form method="post"><button class="quiet" name="clear" value="all">Switch all off</button></form></section>
        <section class="card"><h2>Switch on</h2><form class="row" method="post">{usual.Select((label, number) => Html.Of($"""<button class="quiet" name="add" value="{number}">{label}</button>"""))}</form>
        <p class="soft">Anything else: <code>POST {path}/faults</code>.</p></section>
        <section class="card"><h2>Settings</h2><pre>{settings}</pre><p class="soft">Change them with <code>POST {path}/control/settings</code>.</p></section>
        """);

    public static IResult Press<TSwitch>(string path, FaultPanel<TSwitch> panel, IReadOnlyList<TSwitch> usual, IFormCollection form)
        where TSwitch : Switch
    {
        if (form["clear"].Count > 0)
        {
            panel.Clear();
        }
        else if (int.TryParse(form["add"], out var number) && number >= 0 && number < usual.Count)
        {
            panel.Add(usual[number]);
        }

        return Results.Redirect(path + "/switches");
    }

    private static Html One(Switch one, string text) => Html.Of($"""<li><span class="tag open">{text}</span> {(one.Count is { } left ? $"{left} left" : "for ever")}, struck {one.Struck} times</li>""");
}
