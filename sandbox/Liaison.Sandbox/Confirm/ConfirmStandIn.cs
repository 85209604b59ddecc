using Liaison.Sandbox.Confirm.Faults;
using Liaison.Sandbox.Confirm.Lookups;
using Liaison.Sandbox.Confirm.Records;
using Liaison.Sandbox.Confirm.Soap;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Confirm;

/// <summary>A pretended Confirm tenant: its enquiries, its code lists, its doors. Not the vendor's product.</summary>
public sealed class ConfirmStandIn
{
    private readonly ConfirmSettings startSettings;

    private ConfirmStandIn(SandboxOptions options, ConfirmSettings settings, TimeProvider time)
    {
        startSettings = settings;
        Settings = settings;
        Time = time;
        Dice = new Dice(options.Seed);
        Faults = new FaultPanel(Dice);
        Lockout = new Lockout(time);
        Clock = new TenantClock(time, settings.TimeZone, Dice);
        Enquiries = new EnquiryBook(settings.FirstEnquiryNumber);
    }

    public ConfirmSettings Settings { get; private set; }
    public TimeProvider Time { get; }
    public Dice Dice { get; }
    public FaultPanel Faults { get; }
    public Lockout Lockout { get; }
    public Counters Counters { get; } = new();
    public TenantClock Clock { get; private set; }
    public Catalogue Catalogue { get; private set; } = new(DemoLists.Create());
    public EnquiryBook Enquiries { get; private set; }

    public static ConfirmStandIn Open(SandboxOptions options, IConfiguration configuration, TimeProvider time) =>
        new(options, configuration.Get<ConfirmSettings>() ?? new ConfirmSettings(), time);

    public void Map(IEndpointRouteBuilder routes) => ConnectorEndpoint.Map(routes, this);
}
