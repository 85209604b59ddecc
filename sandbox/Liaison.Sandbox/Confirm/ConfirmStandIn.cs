using System.Text.Json;
using Liaison.Sandbox.Confirm.Agent;
using Liaison.Sandbox.Confirm.Control;
using Liaison.Sandbox.Confirm.Faults;
using Liaison.Sandbox.Confirm.Lookups;
using Liaison.Sandbox.Confirm.Pages;
using Liaison.Sandbox.Confirm.Records;
using Liaison.Sandbox.Confirm.Soap;
using Liaison.Sandbox.Confirm.Web;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Confirm;

/// <summary>A pretended Confirm tenant: its enquiries, its code lists, its doors. Not the vendor's product.</summary>
public sealed class ConfirmStandIn : IDisposable
{
    private readonly SandboxOptions options;
    private readonly ConfirmSettings startSettings;
    private readonly Journal<Enquiry>? journal;
    private readonly string? agentFile;

    private ConfirmStandIn(SandboxOptions options, ConfirmSettings settings, TimeProvider time)
    {
        this.options = options;
        startSettings = settings;
        Settings = settings;
        Time = time;
        Dice = new Dice(options.Seed);
        Faults = new FaultPanel<FaultSwitch>(Dice);
        Lockout = new Lockout(time);
        Tokens = new TokenDesk(time, Dice);
        Clock = new TenantClock(time, settings.TimeZone, Dice);
        Agent = new CrmAgent(this);
        var folder = options.DataFolder is null ? null : Path.Combine(options.DataFolder, "confirm");
        Documents = new DocumentShelf(folder is null ? null : Path.Combine(folder, "documents"));
        Enquiries = new EnquiryBook(settings.FirstEnquiryNumber);
        if (folder is not null)
        {
            journal = Journal<Enquiry>.Open(Path.Combine(folder, "enquiries.jsonl"), EnquiryJson.Default.Enquiry, Enquiries.Restore);
            agentFile = Path.Combine(folder, "agent.json");
            if (File.Exists(agentFile))
            {
                Agent.Settings = JsonSerializer.Deserialize<AgentSettings>(File.ReadAllBytes(agentFile), SandboxJson.Options)!;
            }
        }

        Watch(Enquiries);
    }

    public ConfirmSettings Settings { get; private set; }
    public TimeProvider Time { get; }
    public Dice Dice { get; }
    public FaultPanel<FaultSwitch> Faults { get; }
    public Lockout Lockout { get; }
    public TokenDesk Tokens { get; }
    public Counters Counters { get; } = new();
    public TenantClock Clock { get; private set; }
    public Catalogue Catalogue { get; private set; } = new(DemoLists.Create());
    public EnquiryBook Enquiries { get; private set; }
    public DocumentShelf Documents { get; }
    public CrmAgent Agent { get; }

    public static ConfirmStandIn Open(SandboxOptions options, IConfiguration configuration, TimeProvider time) =>
        new(options, configuration.Get<ConfirmSettings>() ?? new ConfirmSettings(), time);

    public void Map(IEndpointRouteBuilder routes)
    {
        ConnectorEndpoint.Map(routes, this);
        ConfirmWebEndpoints.Map(routes, this);
        FaultApi.Map(routes, "/confirm/faults", Faults);
        EnquiryApi.Map(routes, this);
        SetUpApi.Map(routes, this);
        EnquiryPages.Map(routes, this);
        SetUpPages.Map(routes, this);
        AgentPages.Map(routes, this);
    }

    /// <exception cref="TimeZoneNotFoundException">The zone is not known on this machine.</exception>
    public void Use(ConfirmSettings settings)
    {
        Clock = new TenantClock(Time, settings.TimeZone, Dice);
        Settings = settings;
    }

    public void Use(CodeLists lists) => Catalogue = new Catalogue(lists);

    public void Use(AgentSettings settings)
    {
        Agent.Settings = settings;
        if (agentFile is not null)
        {
            File.WriteAllBytes(agentFile, JsonSerializer.SerializeToUtf8Bytes(settings, SandboxJson.Options));
        }
    }

    /// <summary>Back to the first day: no enquiries, the start settings, the demo code lists, no faults, no agent.</summary>
    public void Reset(int? seed)
    {
        Faults.Clear();
        Use(startSettings);
        Use(DemoLists.Create());
        Use(new AgentSettings());
        Agent.Forget();
        journal?.Clear();
        Documents.Clear();
        Tokens.ExpireAll();
        Lockout.Unlock();
        Dice.Reseed(seed ?? options.Seed);
        Counters.Clear();
        Enquiries = Watch(new EnquiryBook(startSettings.FirstEnquiryNumber));
    }

    public void Dispose()
    {
        Agent.Dispose();
        journal?.Dispose();
    }

    private EnquiryBook Watch(EnquiryBook book)
    {
        book.Committing = journal is null ? null : journal.Append;
        book.Committed = Agent.Offer;
        return book;
    }
}
