namespace Liaison.Sandbox.Confirm;

/// <summary>How this pretended Confirm tenant behaves. Set from the command line (<c>--confirm:password X</c>) or the control API.</summary>
public sealed record ConfirmSettings
{
    public string Username { get; init; } = "LIAISON";

    public string Password { get; init; } = "sandbox";

    /// <summary>The connector's DatabaseId, which is also the tenant segment of the ConfirmWeb address.</summary>
    public string DatabaseId { get; init; } = "Demo Council - Development";

    /// <summary>IANA name of the zone of every wall-clock time, in and out.</summary>
    public string TimeZone { get; init; } = "Europe/London";

    /// <summary>How times are written in replies.</summary>
    public DateForm Dates { get; init; } = DateForm.Plain;

    public int FirstEnquiryNumber { get; init; } = 5001;

    public int LockOutAfter { get; init; } = 5;

    public int LockOutSeconds { get; init; } = 300;

    /// <summary>Life of a ConfirmWeb token.</summary>
    public int TokenSeconds { get; init; } = 3600;

    /// <summary>Some tenants refuse an enquiry without a site.</summary>
    public bool RequireSiteCode { get; init; }

    /// <summary>Some tenants refuse a site that their gazetteer does not hold.</summary>
    public bool KnownSitesOnly { get; init; }

    /// <summary>Longest EnquiryLocation; some tenants are stricter than 2000.</summary>
    public int LocationLimit { get; init; } = 2000;

    /// <summary>Whether a reply carries the RequestId of its operation (assumed, so it can be switched off).</summary>
    public bool EchoRequestId { get; init; } = true;
}

/// <summary>The forms in which times have been seen in replies, and one that no client should trust.</summary>
public enum DateForm
{
    /// <summary>2026-07-01T10:00:00, wall clock of the tenant.</summary>
    Plain,

    /// <summary>2026-07-01T09:00:00Z.</summary>
    Utc,

    /// <summary>2026-07-01T10:00:00+01:00.</summary>
    Offset,

    /// <summary>2026-07-01T10:00:00.4000.</summary>
    Fraction,

    /// <summary>Each time in another of the forms above.</summary>
    Mixed,

    /// <summary>Not a date at all.</summary>
    Garbage,
}
