using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Storage.Secrets;

namespace Liaison.Storage.Configuration;

/// <summary>A connection's grant as it is kept.</summary>
/// <param name="Grant">With tokens in the clear: it never leaves the process. Null once disconnected.</param>
/// <param name="Generation">Counts each token stored.</param>
/// <param name="Organisation">The one that was connected last, also after a disconnect.</param>
/// <param name="ObservedLife">How long tokens were seen to live, when that was shorter than told.</param>
/// <param name="RetryAt">No refresh is tried before it.</param>
/// <param name="LastFault">Why the last refresh failed; null when it did not.</param>
/// <param name="Ended">Why a person must connect again; null while none must.</param>
public sealed record StoredGrant(
    Id<Tenant> Tenant, Id<Connection> Connection, Grant? Grant, long Generation, string Organisation, DateTimeOffset ConnectedAt, TimeSpan? ObservedLife,
    int Failures, DateTimeOffset? RetryAt, Fault? LastFault, Fault? Ended);

internal sealed record GrantRow
{
    public const string Columns = """
        connection_id as connectionId, tenant_id as tenantId, generation, access, refresh, instance, account::text as account, organisation, connected_at as connectedAt, issued_at as issuedAt,
        expires_at as expiresAt, life_seconds as lifeSeconds, failures, retry_at as retryAt, last_fault::text as lastFault, ended::text as ended
        """;

    public required string ConnectionId { get; init; }
    public required string TenantId { get; init; }
    public long Generation { get; init; }
    public string? Access { get; init; }
    public string? Refresh { get; init; }
    public string? Instance { get; init; }
    public string? Account { get; init; }
    public string Organisation { get; init; } = "";
    public DateTime ConnectedAt { get; init; }
    public DateTime IssuedAt { get; init; }
    public DateTime ExpiresAt { get; init; }
    public int? LifeSeconds { get; init; }
    public int Failures { get; init; }
    public DateTime? RetryAt { get; init; }
    public string? LastFault { get; init; }
    public string? Ended { get; init; }

    public StoredGrant Read(SecretBox box)
    {
        var ended = Ended is null ? null : Json.Read<Fault>(Ended);
        Grant? grant = null;
        try
        {
            grant = Access is null ? null : new Grant(
                new Secret(box.Unprotect(TenantId, Purpose(ConnectionId, "access"), Access)),
                Refresh is null ? null : new Secret(box.Unprotect(TenantId, Purpose(ConnectionId, "refresh"), Refresh)),
                new Uri(Instance!), new DateTimeOffset(IssuedAt), new DateTimeOffset(ExpiresAt), Json.Read<GrantAccount>(Account!));
        }
        catch (SecretException locked)
        {
            // As good as lost; one connection's tokens that do not open must not stop the others.
            ended ??= new Fault(FaultKind.Credentials, $"{locked.Message} Connect again.", Code: "reconnect-needed");
        }
        return new StoredGrant(new(TenantId), new(ConnectionId), grant, Generation, Organisation, new DateTimeOffset(ConnectedAt), LifeSeconds is { } s ? TimeSpan.FromSeconds(s) : null,
            Failures, RetryAt is { } at ? new DateTimeOffset(at) : null, LastFault is null ? null : Json.Read<Fault>(LastFault), ended);
    }

    public static string Purpose(string connection, string token) => $"grant/{connection}/{token}";
}
