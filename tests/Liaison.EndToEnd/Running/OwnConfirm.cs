using System.Globalization;
using System.Text.Json;

namespace Liaison.EndToEnd.Running;

/// <summary>A Confirm of a test class's own: a stand-in, a connection to it without ConfirmWeb and without an External System Number, a reference and two templates.</summary>
public sealed class OwnConfirm(RunningHub hub) : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Statuses = new() { ["RCVD"] = "received", ["PROG"] = "in-progress", ["INSP"] = "in-progress" };
    private StandIn? standIn;

    public Uri Url => standIn!.Url;

    public ConfirmSide Side { get; private set; } = null!;

    public string Name { get; private set; } = "";

    public string Connection { get; private set; } = "";

    public string Create { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        standIn = await StandIn.Start();
        Side = new ConfirmSide(standIn.Url);
        Name = $"Confirm at {standIn.Url.Port}";
        var reference = $"own-{standIn.Url.Port}";
        Connection = (await hub.Api.Post("/connections", new { kind = "confirm", name = Name })).Text("id");
        await hub.Api.Put($"/connections/{Connection}", new
        {
            name = Name,
            enabled = true,
            settings = new
            {
                endpoint = new Uri(standIn.Url, "/confirm/connector/confirmconnector.asmx"), username = "LIAISON", password = "sandbox", tenantId = "Demo Council - Development",
                cacheLookupsSeconds = 900, timezone = "Europe/London", setLoggedTime = true,
            },
        }, 1);
        await hub.Api.Post($"/connections/{Connection}/references", new { name = reference, label = "Own enquiry" });
        Create = await Template("Raise our own", "create", reference,
        [
            new { source = new { text = "LG" }, target = new { field = "ServiceCode" } },
            new { source = new { fact = "case.values.subject" }, target = new { field = "SubjectCode" } },
            new { source = new { fact = "case.values.description" }, target = new { field = "EnquiryDescription" } },
            new { source = new { fact = "case.values.source" }, target = new { field = "EnquiryLocation" } },
        ]);
        await Template("Follow our own", "incoming", reference,
            [new { source = new { record = "StatusLogNotes" }, target = new { note = true } }, new { source = new { record = "EnquiryStatusCode" }, target = new { caseStatus = true }, map = Statuses }]);
    }

    /// <summary>A new case, for which an enquiry is raised here.</summary>
    public async Task<(string Case, string Number, string Delivery)> Apply(string description, string subject = "OTH")
    {
        var made = await hub.Api.Post("/cases", HubApi.NewCase(description, "LG", subject));
        var delivery = await hub.Api.Post($"/cases/{made.Text("id")}/apply", new { templateId = Create });
        return (made.Text("id"), made.Text("number"), delivery.Text("id"));
    }

    /// <summary>The same, and waits for it.</summary>
    public async Task<(string Case, int Enquiry)> Raise(string description)
    {
        var (id, _, delivery) = await Apply(description);
        var done = await hub.Api.Until($"/deliveries/{delivery}", one => one.Text("state") == "delivered");
        return (id, int.Parse(done.Text("record"), CultureInfo.InvariantCulture));
    }

    public ValueTask DisposeAsync()
    {
        Side.Dispose();
        standIn?.Dispose();
        return default;
    }

    private async Task<string> Template(string name, string kind, string reference, object[] rows) =>
        (await hub.Api.Post($"/connections/{Connection}/templates", new { name, kind, recordType = "Enquiry", reference, rows })).Text("id");
}
