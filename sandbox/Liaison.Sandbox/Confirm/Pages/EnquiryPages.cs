using Liaison.Sandbox.Confirm.Control;
using Liaison.Sandbox.Confirm.Records;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Confirm.Pages;

/// <summary>The list of enquiries, and one enquiry with its log, its documents and a form to change it as a desktop user would.</summary>
public static class EnquiryPages
{
    private const int Shown = 100;

    public static void Map(IEndpointRouteBuilder routes, ConfirmStandIn confirm)
    {
        routes.MapGet("/confirm", (string? text, string? status) => List(confirm, text, status));
        routes.MapGet("/confirm/enquiry/{number:int}", (int number) => One(confirm, number, problem: null));
        routes.MapPost("/confirm/enquiry/{number:int}", async (HttpRequest request, int number) => Change(confirm, number, await request.ReadFormAsync()));
    }

    private static IResult List(ConfirmStandIn confirm, string? text, string? status)
    {
        var catalogue = confirm.Catalogue;
        var filter = new EnquiryFilter(Status: string.IsNullOrEmpty(status) ? null : status, Text: text);
        var found = confirm.Enquiries.NewestFirst().Where(filter.Fits).Take(Shown).ToList();
        var statuses = catalogue.Lists.Statuses.Select(one => (one.Code, one.Name)).Prepend(("", "Any status"));
        return ConfirmPage.Show("Brightly Confirm stand-in", Html.Of($"""
            <p class="soft">Tenant “{confirm.Settings.DatabaseId}”, {confirm.Enquiries.Count} enquiries. Connector: <code>/confirm/connector/confirmconnector.asmx</code>, ConfirmWeb: <code>/confirmweb/api/</code>.</p>
            <form class="row card" role="search">
              <div><label for="text">Number, words, reference or name</label><input id="text" name="text" type="search" value="{text}"></div>
              <div><label for="status">Status</label><select id="status" name="status">{ConfirmPage.Options(statuses, status)}</select></div>
              <button>Search</button>
            </form>
            <div class="card"><table>
              <caption class="soft">{(found.Count == Shown ? $"The newest {Shown} that fit" : $"{found.Count} found")}</caption>
              <thead><tr><th scope="col">Number</th><th scope="col">Subject</th><th scope="col">Description</th><th scope="col">Status</th><th scope="col">Reference</th><th scope="col">Logged</th></tr></thead>
              <tbody>{found.Select(enquiry => Row(confirm, enquiry))}</tbody>
            </table></div>
            """));
    }

    private static Html Row(ConfirmStandIn confirm, Enquiry enquiry) => Html.Of($"""
        <tr><td><a href="/confirm/enquiry/{enquiry.Number}">{enquiry.Number}</a></td>
        <td>{confirm.Catalogue.Subject(enquiry.ServiceCode, enquiry.SubjectCode)?.Subject.Name ?? enquiry.SubjectCode}</td>
        <td>{Short(enquiry.Description)}</td><td>{ConfirmPage.StatusTag(confirm.Catalogue, enquiry.Current().StatusCode)}</td>
        <td>{enquiry.Reference}</td><td>{TenantClock.InMessage(enquiry.Current().LoggedAt)}</td></tr>
        """);

    private static IResult One(ConfirmStandIn confirm, int number, string? problem)
    {
        if (confirm.Enquiries.Find(number) is not { } enquiry)
        {
            return ConfirmPage.Show("No such enquiry", Html.Of($"""<p>There is no enquiry {number}. <a href="/confirm">All enquiries</a></p>"""), StatusCodes.Status404NotFound);
        }

        return ConfirmPage.Show($"Enquiry {number}", Html.Of($"""
            {(problem is null ? default : Html.Of($"""<p class="notice bad-text" role="alert">{problem}</p>"""))}
            <div class="grid">
              <section class="card"><h2>Enquiry</h2><dl>{Facts(confirm, enquiry)}</dl></section>
              <section class="card"><h2>People</h2><dl>{People(enquiry)}</dl></section>
            </div>
            {ChangeForm(confirm, enquiry)}
            <section class="card"><h2>Status log</h2><table>
              <thead><tr><th scope="col">Row</th><th scope="col">Status</th><th scope="col">Logged</th><th scope="col">Effective</th><th scope="col">Notes</th><th scope="col">By</th></tr></thead>
              <tbody>{enquiry.Logs.Reverse().Select(log => Html.Of($"""
                <tr><td>{log.Number}</td><td>{ConfirmPage.StatusTag(confirm.Catalogue, log.StatusCode)}</td><td>{TenantClock.InMessage(log.LoggedAt)}</td>
                <td>{TenantClock.InMessage(log.EffectiveAt)}</td><td>{log.Notes}</td><td>{log.By}</td></tr>
                """))}</tbody></table></section>
            <section class="card"><h2>Documents</h2>{Documents(enquiry)}</section>
            """), problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static Html Facts(ConfirmStandIn confirm, Enquiry enquiry)
    {
        var pair = confirm.Catalogue.Subject(enquiry.ServiceCode, enquiry.SubjectCode);
        var attributes = enquiry.Attributes.Select(value => ConfirmPage.Fact(confirm.Catalogue.Attribute(value.TypeCode)?.Name ?? value.TypeCode, value.ValueCode ?? value.Date ?? value.Text));
        return Html.Of($"""
            {ConfirmPage.Fact("Status", ConfirmPage.StatusTag(confirm.Catalogue, enquiry.Current().StatusCode))}
            {ConfirmPage.Fact("Service", $"{pair?.Service.Name} ({enquiry.ServiceCode})")}{ConfirmPage.Fact("Subject", $"{pair?.Subject.Name} ({enquiry.SubjectCode})")}
            {ConfirmPage.Fact("Description", enquiry.Description)}{ConfirmPage.Fact("Location", enquiry.Location)}{ConfirmPage.Fact("Site", enquiry.SiteCode)}
            {ConfirmPage.Fact("Easting, northing", enquiry.X is null ? null : $"{enquiry.X}, {enquiry.Y}")}{ConfirmPage.Fact("Officer", confirm.Catalogue.OfficerName(enquiry.OfficerCode))}
            {ConfirmPage.Fact("Class", confirm.Catalogue.ClassName(enquiry.ClassCode))}{ConfirmPage.Fact("Asset", enquiry.CentralAssetId)}{ConfirmPage.Fact("Job", enquiry.JobNumber)}
            {ConfirmPage.Fact("Reference", enquiry.Reference)}{ConfirmPage.Fact("External system", enquiry.ExternalSystemNumber)}{ConfirmPage.Fact("External reference", enquiry.ExternalSystemReference)}
            {ConfirmPage.Fact("Raised", TenantClock.InMessage(enquiry.RaisedAt))}{attributes}
            """);
    }

    private static Html People(Enquiry enquiry) => Html.Of($"""
        {ConfirmPage.Fact("Contact", enquiry.ContactName)}{ConfirmPage.Fact("Phone", enquiry.ContactPhone)}{ConfirmPage.Fact("E-mail", enquiry.ContactEmail)}
        {(enquiry.Customer ?? new Dictionary<string, string>()).Select(field => ConfirmPage.Fact(field.Key, field.Value))}
        """);

    private static Html ChangeForm(ConfirmStandIn confirm, Enquiry enquiry)
    {
        var statuses = confirm.Catalogue.Lists.Statuses.Where(status => !status.Inactive).Select(status => (status.Code, status.Name));
        var officers = confirm.Catalogue.Lists.Officers.Select(officer => (officer.Code, officer.Name)).Prepend(("", "Nobody"));
        return Html.Of($"""
            <section class="card"><h2>Change it as a desktop user</h2>
              <form class="row" method="post">
                <div><label for="statusCode">Status</label><select id="statusCode" name="statusCode">{ConfirmPage.Options(statuses, enquiry.Current().StatusCode)}</select></div>
                <div><label for="officerCode">Officer</label><select id="officerCode" name="officerCode">{ConfirmPage.Options(officers, enquiry.OfficerCode ?? "")}</select></div>
                <div style="flex:1 1 20rem"><label for="notes">Notes</label><input class="wide" id="notes" name="notes" maxlength="2000"></div>
                <button>Save</button>
              </form></section>
            """);
    }

    private static Html Documents(Enquiry enquiry) =>
        enquiry.Links.Length + enquiry.Documents.Length == 0
            ? Html.Of($"""<p class="soft">None yet.</p>""")
            : Html.Of($"""
                <ul>
                {enquiry.Documents.Select(document => Html.Of($"""<li><a href="/confirm/control/enquiries/{enquiry.Number}/documents/{document.Number}">{document.Name}</a> ({document.Length} bytes) {document.Notes}</li>"""))}
                {enquiry.Links.Select(link => Html.Of($"<li>Link: {link.Location} {link.Notes}</li>"))}
                </ul>
                """);

    private static IResult Change(ConfirmStandIn confirm, int number, IFormCollection form)
    {
        var change = new DesktopChange(form["statusCode"], form["notes"], form["officerCode"]);
        var (after, refusal) = change.Apply(confirm, number);
        return after is null ? One(confirm, number, refusal?.Reason ?? "There is no such enquiry.") : Results.Redirect($"/confirm/enquiry/{number}");
    }

    private static string Short(string? text) => text is null ? "" : text.Length <= 90 ? text : text[..90] + "…";
}
