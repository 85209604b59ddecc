namespace Liaison.Sandbox.Confirm.Records;

/// <summary>One enquiry as it stands. Immutable: a change makes the next version, so readers need no lock.</summary>
public sealed record Enquiry
{
    public required int Number { get; init; }
    public required string ServiceCode { get; init; }
    public required string SubjectCode { get; init; }
    public string? Description { get; init; }
    public string? Location { get; init; }
    public string? OfficerCode { get; init; }
    public string? ClassCode { get; init; }
    public string? SiteCode { get; init; }
    public string? CentralAssetId { get; init; }

    /// <summary>Easting and northing in EPSG:27700 metres, as the caller wrote them.</summary>
    public string? X { get; init; }
    public string? Y { get; init; }
    public string? Reference { get; init; }
    public string? ContactName { get; init; }
    public string? ContactPhone { get; init; }
    public string? ContactAltPhone { get; init; }
    public string? ContactFax { get; init; }
    public string? ContactEmail { get; init; }
    public string? ExternalSystemNumber { get; init; }
    public string? ExternalSystemReference { get; init; }
    public string? JobNumber { get; init; }

    /// <summary>When the enquiry was first raised.</summary>
    public required DateTime RaisedAt { get; init; }
    public required StatusLog[] Logs { get; init; }
    public AttributeValue[] Attributes { get; init; } = [];
    public IReadOnlyDictionary<string, string>? Customer { get; init; }
    public DocumentLink[] Links { get; init; } = [];
    public StoredDocument[] Documents { get; init; } = [];

    /// <summary>The log row that tells today's status.</summary>
    public StatusLog Current() => Logs[^1];
}

/// <summary>One row of the status log. Number counts from 1 in each enquiry; times are the tenant's wall clock.</summary>
/// <param name="By">User id of the one who wrote it.</param>
public sealed record StatusLog(
    int Number, string StatusCode, DateTime LoggedAt, DateTime EffectiveAt, DateTime? FollowUpAt, string? Notes, string? OfficerCode, string By);

/// <summary>The value of one attribute: a text, a pick-list code or a date, as the type decides.</summary>
public sealed record AttributeValue(string TypeCode, string? Text, string? ValueCode, string? Date);

/// <summary>A document that lives elsewhere.</summary>
public sealed record DocumentLink(string? Notes, string Location);

/// <summary>A document whose bytes were uploaded. Number counts from 1 in each enquiry.</summary>
public sealed record StoredDocument(int Number, string Name, string? Notes, long Length, string Sha256);
