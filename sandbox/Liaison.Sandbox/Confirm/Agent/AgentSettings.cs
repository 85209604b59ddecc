namespace Liaison.Sandbox.Confirm.Agent;

/// <summary>Set-up of the CRM Agent: the scheduled task that tells another system of changes. A document of the control API.</summary>
public sealed record AgentSettings
{
    public bool Enabled { get; init; }

    /// <summary>Where to POST, with the key in its query.</summary>
    public string TargetUrl { get; init; } = "";

    /// <summary>HTTP headers, each written "Name:Value" as in the vendor's form.</summary>
    public string[] Headers { get; init; } = ["Content-Type:text/xml"];

    /// <summary>Only enquiries with this external system number are told.</summary>
    public string ExternalSystemNumber { get; init; } = "1";

    /// <summary>The systems that the tenant knows, each with the number that it was given.</summary>
    public ExternalSystem[] ExternalSystems { get; init; } = [];

    /// <summary>Pause between two runs of the task.</summary>
    public double BatchSeconds { get; init; } = 1;

    /// <summary>The document sent. The vendor's own shape is not public, so there is a choice.</summary>
    public AgentShape Shape { get; init; } = AgentShape.Request;

    /// <summary>Most changes in one body. A bare enquiry-update always travels alone.</summary>
    public int PerRequest { get; init; } = 1;

    /// <summary>Whether raising an enquiry counts as a change.</summary>
    public bool IncludeNew { get; init; }

    /// <summary>utf-8, utf-16 or iso-8859-1; named in the XML declaration.</summary>
    public string Encoding { get; init; } = "utf-8";

    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>Credentials that the vendor's form asks for; they travel inside request and soap.</summary>
    public string Username { get; init; } = "AGENT";
    public string Password { get; init; } = "agent-password";
    public string Database { get; init; } = "";
}

/// <summary>A system that enquiries come from and changes are told to.</summary>
/// <param name="Number">Given by the tenant when the system is first saved.</param>
public sealed record ExternalSystem(string Number, string Name);

public enum AgentShape
{
    /// <summary>EnquiryUpdate as the root.</summary>
    EnquiryUpdate,

    /// <summary>Request/Operation/EnquiryUpdate.</summary>
    Request,

    /// <summary>A SOAP ProcessOperationsRequest around Request.</summary>
    Soap,

    /// <summary>GetEnquiryStatusChangesResponse/UpdatedEnquiry.</summary>
    StatusChanges,

    /// <summary>GetEnquiryResponse/Enquiry.</summary>
    GetEnquiry,
}
