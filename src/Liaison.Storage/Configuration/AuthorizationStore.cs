using System.Security.Cryptography;
using System.Text;
using Dapper;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Storage.Secrets;

namespace Liaison.Storage.Configuration;

/// <summary>A sign-in in another system that somebody began.</summary>
/// <param name="Verifier">The PKCE verifier, in the clear: it never leaves the process but to the other system.</param>
/// <param name="Redirect">Where the other system sends the person back to.</param>
/// <param name="Authority">Where the person was sent.</param>
/// <param name="ReturnTo">The page of ours to go on with; null for a window that closes.</param>
/// <param name="OtherOrganisation">Whether another organisation than before may be connected.</param>
public sealed record Authorization(
    Id<Tenant> Tenant, Id<Connection> Connection, Secret Verifier, string Redirect, Uri Authority, string? ReturnTo, bool OtherOrganisation, DateTimeOffset ExpiresAt);

/// <summary>What an answer's state turned out to be.</summary>
public abstract record TakenState
{
    private TakenState() { }

    public sealed record Good(Authorization Authorization) : TakenState;

    /// <summary>Nobody here began it.</summary>
    public sealed record Unknown : TakenState;

    public sealed record UsedBefore(Authorization Authorization) : TakenState;

    public sealed record Expired(Authorization Authorization) : TakenState;

    /// <summary>Another sign-in began it.</summary>
    public sealed record Foreign : TakenState;
}

/// <summary>Sign-ins in other systems that are under way. The state is kept as its hash; it is good once, for ten minutes, for the sign-in that began it.</summary>
public sealed class AuthorizationStore(Database database, SecretBox box, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Used ones are kept a while longer, so that a second use can be told from a state that never was.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <param name="session">The token of the sign-in that begins it.</param>
    public async Task Begin(string state, string session, Authorization begun, CancellationToken cancel)
    {
        await using var connection = await database.Open(begun.Tenant, cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            delete from authorizations where expires_at < @old;
            insert into authorizations (state_hash, tenant_id, connection_id, session_hash, verifier, redirect, authority, return_to, other_organisation, created_at, expires_at)
            values (@state, @tenant, @id, @session, @verifier, @redirect, @authority, @returnTo, @other, @now, @expires)
            """,
            new
            {
                state = HashOf("state", state),
                tenant = begun.Tenant.Value,
                id = begun.Connection.Value,
                session = HashOf("session", session),
                verifier = box.Protect(begun.Tenant.Value, Purpose(begun.Connection.Value), begun.Verifier.Value!),
                redirect = begun.Redirect,
                authority = begun.Authority.AbsoluteUri,
                returnTo = begun.ReturnTo,
                other = begun.OtherOrganisation,
                now = time.GetUtcNow(),
                expires = begun.ExpiresAt,
                old = time.GetUtcNow() - Kept,
            },
            cancellationToken: cancel));
    }

    /// <summary>Uses a state up, whoever shows it: one that was seen in the wrong hands is good for nobody.</summary>
    /// <param name="session">The token of the sign-in that shows it; null when nobody is signed in.</param>
    public async Task<TakenState> Take(string state, string? session, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            """
            with seen as (select state_hash, used_at from authorizations where state_hash = @state for update)
            update authorizations a set used_at = coalesce(a.used_at, @now) from seen where a.state_hash = seen.state_hash
            returning a.tenant_id as tenantId, a.connection_id as connectionId, a.session_hash as sessionHash, a.verifier, a.redirect, a.authority, a.return_to as returnTo,
              a.other_organisation as otherOrganisation, a.expires_at as expiresAt, seen.used_at as usedBefore
            """,
            new { state = HashOf("state", state), now = time.GetUtcNow() }, cancellationToken: cancel));
        if (row is null)
        {
            return new TakenState.Unknown();
        }
        if (session is null || !CryptographicOperations.FixedTimeEquals(HashOf("session", session), row.SessionHash))
        {
            return new TakenState.Foreign();
        }
        var begun = new Authorization(new(row.TenantId), new(row.ConnectionId), new Secret(box.Unprotect(row.TenantId, Purpose(row.ConnectionId), row.Verifier)), row.Redirect,
            new Uri(row.Authority), row.ReturnTo, row.OtherOrganisation, new DateTimeOffset(row.ExpiresAt));
        return row.UsedBefore is not null ? new TakenState.UsedBefore(begun)
            : time.GetUtcNow() >= begun.ExpiresAt ? new TakenState.Expired(begun)
            : new TakenState.Good(begun);
    }

    private static byte[] HashOf(string what, string text) => SHA256.HashData(Encoding.UTF8.GetBytes($"authorization {what} {text}"));

    private static string Purpose(string connection) => $"authorization/{connection}/verifier";

    private sealed record Row
    {
        public required string TenantId { get; init; }
        public required string ConnectionId { get; init; }
        public required byte[] SessionHash { get; init; }
        public required string Verifier { get; init; }
        public required string Redirect { get; init; }
        public required string Authority { get; init; }
        public string? ReturnTo { get; init; }
        public bool OtherOrganisation { get; init; }
        public DateTime ExpiresAt { get; init; }
        public DateTime? UsedBefore { get; init; }
    }
}
