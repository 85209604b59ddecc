using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Salesforce.Pages;

/// <summary>What the pages of this stand-in have in common.</summary>
public static class SalesforcePage
{
    private static readonly Html Navigation = new("""
        <a href="/salesforce">Objects</a><a href="/salesforce/objects/Task">Tasks</a><a href="/salesforce/objects/Case">Cases</a><a href="/salesforce/objects/Contact">Contacts</a><a href="/salesforce/objects/Lead">Leads</a><a href="/salesforce/switches">Switches</a>
        """);

    public static IResult Show(string title, Html content, int status = StatusCodes.Status200OK) => Page.Show(title, Navigation, content, status);
}
