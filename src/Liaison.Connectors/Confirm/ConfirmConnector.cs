using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>Brightly Confirm: enquiries raised and changed through its CRM Connector, and its CRM Agent's news.</summary>
public sealed class ConfirmConnector : IConnector, IWriteRecords
{
    public const string Enquiry = "Enquiry";
    private readonly EnquiryWriter writer;

    private ConfirmConnector(ConfirmSettings settings, ConnectorContext context)
    {
        var timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds);
        var http = new HttpCalls(context.Http, context.Time, new HttpLimits(timeout, timeout), Redaction.Of([settings.Password], settings.Username));
        var times = new ConfirmTimes(TimeZoneInfo.FindSystemTimeZoneById(settings.Timezone));
        var client = new ConfirmClient(settings, http);
        writer = new EnquiryWriter(settings, client, times);
    }

    public static ConnectorDeclaration Declaration { get; } = new()
    {
        Kind = "confirm",
        Name = "Brightly Confirm",
        Summary = "Raises and updates enquiries in Confirm, and takes their changes back into the case.",
        Settings = typeof(ConfirmSettings),
        RecordTypes = [Enquiry],
        CheckSettings = ConfirmSettings.Check,
        Open = static (settings, context) => new ConfirmConnector((ConfirmSettings)settings, context),
    };

    public Task<Outcome<Written>> Create(Draft draft, Calls calls, CancellationToken cancel) => writer.Create(draft, calls, cancel);

    public Task<Outcome<Written>> Update(string record, Draft draft, Calls calls, CancellationToken cancel) => writer.Create(draft, calls, cancel);
}
