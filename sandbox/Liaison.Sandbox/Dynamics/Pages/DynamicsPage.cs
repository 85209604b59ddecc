using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Dynamics.Pages;

/// <summary>What the pages of this stand-in have in common.</summary>
public static class DynamicsPage
{
    private static readonly Html Navigation = new("""
        <a href="/dynamics">Tables</a><a href="/dynamics/tables/phonecall">Phone calls</a><a href="/dynamics/tables/incident">Cases</a><a href="/dynamics/tables/contact">Contacts</a><a href="/dynamics/tables/annotation">Notes</a><a href="/dynamics/switches">Switches</a>
        """);

    public static IResult Show(string title, Html content, int status = StatusCodes.Status200OK) => Page.Show(title, Navigation, content, status);
}
