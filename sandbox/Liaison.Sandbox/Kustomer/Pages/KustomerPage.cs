using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Kustomer.Pages;

/// <summary>What the pages of this stand-in have in common.</summary>
public static class KustomerPage
{
    private static readonly Html Navigation = new("""
        <a href="/kustomer">Customers</a><a href="/kustomer/records">All records</a><a href="/kustomer/switches">Switches</a>
        """);

    public static IResult Show(string title, Html content, int status = StatusCodes.Status200OK) => Page.Show(title, Navigation, content, status);
}
