using Liaison.Sandbox.Shared;
using Liaison.Sandbox.VirtualObserver;

namespace Liaison.Sandbox;

/// <summary>The page that lists the stand-ins.</summary>
public static class StartPage
{
    private static readonly StandInCard[] Cards =
    [
        new("Brightly Confirm", "/confirm", "Enquiries of an invented council: the CRM connector, ConfirmWeb uploads, and the CRM Agent that tells of changes."),
        new("Salesforce", "/salesforce", "An invented organisation: OAuth, the REST API with SOQL and SOSL, composites and files, duplicate rules and limits."),
        new("Dynamics 365", "/dynamics", "An invented environment with its sign-in service: OAuth in both shapes, the Web API with OData and FetchXML, batches and notes with files."),
        new("Kustomer", "/kustomer", "An invented organisation: the REST API with exact lookups, timelines, custom objects and search, uploads by signed form, and signed web hooks."),
        new("Virtual Observer", "/virtual-observer", "An invented instance that takes recordings, transcripts and statistics by FTP (plain or TLS) and change events over HTTP, and keeps them byte for byte."),
    ];

    public static void Map(IEndpointRouteBuilder routes, SandboxOptions options, VirtualObserverStandIn? observer) => routes.MapGet("/", () => Page.Show(
        "Stand-ins",
        new Html(""),
        Html.Of($"""
            <p>Each of these behaves at its doors like a system that Liaison connects to, so that everything can be tried without one.</p>
            <div class="grid">{Cards.Where(card => options.Starts(card.Path[1..])).Select(card => Html.Of($"""<section class="card"><h2><a href="{card.Path}">{card.Name} stand-in</a></h2><p>{card.Summary}</p>{(observer is not null && card.Path == VirtualObserverStandIn.Path ? Html.Of($"<p>FTP: localhost, port {observer.Ftp.Port}; with implicit TLS port {observer.Ftp.SecuredPort}.</p>") : new Html(""))}</section>"""))}</div>
            """)));

    private sealed record StandInCard(string Name, string Path, string Summary);
}
