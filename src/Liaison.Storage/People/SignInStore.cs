using System.Buffers.Text;
using System.Security.Cryptography;
using Dapper;
using Liaison.Core.Shared;
using Liaison.Storage.Secrets;

namespace Liaison.Storage.People;

/// <summary>Who is signed in. A session's token is random and kept only as its SHA-256; it ends twelve hours after it was last used.</summary>
public sealed class SignInStore(Database database, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>How much of its life a session may lose before using it gives it all back: not every request writes.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(30);

    /// <summary>Checks an address and password, and begins a session. Takes the same time whether or not there is such a person.</summary>
    /// <returns>The session's token and whose it is; null when refused.</returns>
    public async Task<(string Token, SignedIn Who)?> SignIn(string email, string password, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<PersonRow>(new CommandDefinition(
            $"select {PersonRow.Columns}, u.password from users u join tenants t on t.id = u.tenant_id where lower(u.email) = lower(@email)", new { email }, cancellationToken: cancel));
        var check = PasswordHash.Check(password, row?.Password ?? PasswordHash.OfNobody);
        if (row is null || row.Disabled || check == PasswordCheck.Wrong)
        {
            return null;
        }
        if (check == PasswordCheck.RightButOutdated)
        {
            await connection.ExecuteAsync(new CommandDefinition("update users set password = @hash where id = @id", new { hash = PasswordHash.Create(password), row.Id }, cancellationToken: cancel));
        }
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        await connection.ExecuteAsync(new CommandDefinition(
            """
            delete from sign_ins where expires_at < @now;
            insert into sign_ins (token_hash, tenant_id, user_id, created_at, expires_at) values (@hash, @tenant, @user, @now, @expires)
            """,
            new { hash = HashOf(token), tenant = row.TenantId, user = row.Id, now, expires = now + Lifetime }, cancellationToken: cancel));
        return (token, row.Read());
    }

    /// <summary>Whose session it is; null when there is none, it has ended, or the person may no longer sign in.</summary>
    public async Task<SignedIn?> Find(string token, CancellationToken cancel)
    {
        var (hash, now) = (HashOf(token), time.GetUtcNow());
        await using var connection = await database.OpenForAll(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<PersonRow>(new CommandDefinition(
            $"""
            select {PersonRow.Columns}, s.expires_at as expiresAt from sign_ins s join users u on u.id = s.user_id join tenants t on t.id = u.tenant_id
            where s.token_hash = @hash and s.expires_at > @now and not u.disabled
            """,
            new { hash, now }, cancellationToken: cancel));
        if (row is not null && row.ExpiresAt - now.UtcDateTime < Lifetime - Grace)
        {
            await connection.ExecuteAsync(new CommandDefinition("update sign_ins set expires_at = @expires where token_hash = @hash", new { hash, expires = now + Lifetime }, cancellationToken: cancel));
        }
        return row?.Read();
    }

    public async Task SignOut(string token, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        await connection.ExecuteAsync(new CommandDefinition("delete from sign_ins where token_hash = @hash", new { hash = HashOf(token) }, cancellationToken: cancel));
    }

    internal static byte[] HashOf(string token) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token));

    private sealed record PersonRow
    {
        public const string Columns = UserRow.Columns + ", t.id as tenantId, t.name as tenantName";

        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string Email { get; init; }
        public required string Role { get; init; }
        public required string Locale { get; init; }
        public required string TimeZone { get; init; }
        public bool Disabled { get; init; }
        public DateTime CreatedAt { get; init; }
        public required string TenantId { get; init; }
        public required string TenantName { get; init; }
        public string? Password { get; init; }
        public DateTime ExpiresAt { get; init; }

        public SignedIn Read() => new(
            new UserRow(Id, Name, Email, Role, Locale, TimeZone, Disabled, CreatedAt).Read(), new Tenant(new Id<Tenant>(TenantId), TenantName));
    }
}
