using System.Security.Cryptography;
using System.Text;
using Dapper;
using Liaison.Core.Shared;
using Liaison.Storage.Secrets;

namespace Liaison.Storage.Configuration;

/// <summary>What a key that a client chose stands for.</summary>
public abstract record Remembered
{
    private Remembered() { }

    /// <summary>Seen for the first time: do it, then tell the answer.</summary>
    public sealed record New : Remembered;

    /// <summary>Done before: this was the answer.</summary>
    public sealed record Answered(int Status, string? ContentType, byte[] Body) : Remembered;

    /// <summary>The first request with this key is still under way.</summary>
    public sealed record UnderWay : Remembered;

    /// <summary>The key was used for another request.</summary>
    public sealed record Another : Remembered;
}

/// <summary>Answers already given, by the key that the client chose. Requests and answers may hold secrets, so both are sealed.</summary>
public sealed class IdempotencyStore(Database database, SecretBox box, TimeProvider time)
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>After so long a request without an answer is taken for lost with its hub, and may be made again.</summary>
    private static readonly TimeSpan LostAfter = TimeSpan.FromMinutes(2);

    public async Task<Remembered> Begin(Id<Tenant> tenant, string key, byte[] requestHash, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.Open(tenant, cancel);
        var claimed = await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into idempotency_keys as k (tenant_id, key, request_hash, created_at) values (@tenant, @key, @hash, @now)
            on conflict (tenant_id, key) do update set request_hash = excluded.request_hash, status = null, content_type = null, body = null, created_at = excluded.created_at
            where k.created_at < @old or (k.status is null and k.created_at < @lost)
            """,
            new { tenant = tenant.Value, key, hash = Seal(tenant, key, Convert.ToHexString(requestHash)), now, old = now - Kept, lost = now - LostAfter }, cancellationToken: cancel));
        if (claimed > 0)
        {
            return new Remembered.New();
        }
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            "select request_hash as requestHash, status, content_type as contentType, body from idempotency_keys where tenant_id = @tenant and key = @key",
            new { tenant = tenant.Value, key }, cancellationToken: cancel));
        if (row is null)
        {
            return new Remembered.UnderWay();
        }
        return !CryptographicOperations.FixedTimeEquals(Convert.FromHexString(Open(tenant, key, row.RequestHash)), requestHash) ? new Remembered.Another()
            : row.Status is { } status ? new Remembered.Answered(status, row.ContentType, Convert.FromBase64String(Open(tenant, key, row.Body!)))
            : new Remembered.UnderWay();
    }

    public async Task Answer(Id<Tenant> tenant, string key, int status, string? contentType, byte[] body, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            "update idempotency_keys set status = @status, content_type = @contentType, body = @body where tenant_id = @tenant and key = @key",
            new { tenant = tenant.Value, key, status, contentType, body = Seal(tenant, key, Convert.ToBase64String(body)) }, cancellationToken: cancel));
    }

    /// <summary>The request failed on our side: it may be made again with the same key.</summary>
    public async Task Forget(Id<Tenant> tenant, string key, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await connection.ExecuteAsync(new CommandDefinition("delete from idempotency_keys where tenant_id = @tenant and key = @key", new { tenant = tenant.Value, key }, cancellationToken: cancel));
    }

    private byte[] Seal(Id<Tenant> tenant, string key, string text) => Encoding.ASCII.GetBytes(box.Protect(tenant.Value, $"idempotency/{key}", text));

    private string Open(Id<Tenant> tenant, string key, byte[] bytes) => box.Unprotect(tenant.Value, $"idempotency/{key}", Encoding.ASCII.GetString(bytes));

    private sealed record Row(byte[] RequestHash, int? Status, string? ContentType, byte[]? Body);
}
