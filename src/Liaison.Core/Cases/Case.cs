using Liaison.Core.Shared;

namespace Liaison.Core.Cases;

/// <summary>One matter that somebody brought to the organisation.</summary>
/// <param name="Number">Counted per tenant, as people know it: <c>C-000123</c>.</param>
/// <param name="Values">By field name, as text: numbers and dates in invariant ISO form.</param>
/// <param name="References">Numbers of records in other systems, by reference name.</param>
/// <param name="Version">Counts up with each change; a writer that saw an older one must look again.</param>
public sealed record Case(
    Id<Case> Id, Id<Tenant> Tenant, string Number, string Type, string Status, IReadOnlyDictionary<string, string> Values, Person? Person, Address? Address,
    IReadOnlyDictionary<string, string> References, string? ExternalId, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? CompletedAt, int Version) : IIdentified
{
    public static string Prefix => "cas";
}

/// <summary>Who brought it. All parts may be missing.</summary>
public sealed record Person(
    string? Title = null, string? Forename = null, string? Surname = null, string? Email = null, string? Phone = null, string? Reference = null)
{
    public string FullName => string.Join(' ', new[] { Title, Forename, Surname }.Where(part => !string.IsNullOrWhiteSpace(part)));
}

/// <summary>Where it is about. Eastings and northings are metres on the British grid (EPSG:27700); latitude and longitude degrees (WGS 84).</summary>
public sealed record Address(
    string? Summary = null, string? Line1 = null, string? Line2 = null, string? Town = null, string? Postcode = null, string? Uprn = null, string? Usrn = null,
    string? Easting = null, string? Northing = null, string? Latitude = null, string? Longitude = null);

/// <summary>A file of a case.</summary>
/// <param name="Sha256">Of its bytes, in lower-case hex: also where they lie.</param>
public sealed record Attachment(
    Id<Attachment> Id, Id<Case> Case, string Name, string Description, string ContentType, long Size, string Sha256, DateTimeOffset AddedAt, string AddedBy) : IIdentified
{
    public static string Prefix => "att";
}
