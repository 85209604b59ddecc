using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Dynamics.OAuth;

/// <summary>Codes, refresh tokens and access tokens. With a file, grants outlive the process; access tokens do not.</summary>
public sealed class TokenDesk(TimeProvider time, Dice dice, string? file)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, AccessToken> access = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AuthorizationCode> codes = new(StringComparer.Ordinal);
    private readonly HashSet<string> usedCodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Grant> byRefresh = new(StringComparer.Ordinal);
    private readonly List<Grant> grants = [];

    public IReadOnlyList<Grant> Grants
    {
        get
        {
            lock (gate)
            {
                return [.. grants];
            }
        }
    }

    public int LiveAccessTokens => access.Values.Count(token => token.Expires > time.GetUtcNow());

    public string IssueCode(Guid user, string redirect, string? challenge, string scope, string resource)
    {
        lock (gate)
        {
            var code = "0.AXkA" + Random(80);
            codes[code] = new AuthorizationCode(code, user, redirect, challenge, scope, resource, time.GetUtcNow() + CodeLife);
            return code;
        }
    }

    /// <summary>A code is good once, and for ten minutes.</summary>
    /// <param name="used">True when it was good, once.</param>
    public AuthorizationCode? TakeCode(string code, out bool used)
    {
        lock (gate)
        {
            used = usedCodes.Contains(code);
            if (!codes.Remove(code, out var found) || found.Expires <= time.GetUtcNow())
            {
                return null;
            }

            usedCodes.Add(code);
            return found;
        }
    }

    public Grant Approve(Guid user, string scope, string resource)
    {
        lock (gate)
        {
            var grant = new Grant { Id = "g" + Random(12), User = user, Scope = scope, Resource = resource };
            grants.Add(grant);
            if (scope.Split(' ').Contains("offline_access"))
            {
                NewRefreshToken(grant);
            }

            Keep();
            return grant;
        }
    }

    /// <summary>The grant of a refresh token, with the token that follows.</summary>
    public (Grant Grant, string Next)? Refresh(string token)
    {
        lock (gate)
        {
            if (!byRefresh.TryGetValue(token, out var grant) || grant.Revoked)
            {
                return null;
            }

            var next = NewRefreshToken(grant);
            Keep();
            return (grant, next);
        }
    }

    public string IssueAccess(Guid user, string grant, string resource, int seconds)
    {
        foreach (var old in access.Values.Where(token => token.Expires <= time.GetUtcNow()))
        {
            access.TryRemove(old.Token, out _);
        }

        var expires = time.GetUtcNow().AddSeconds(seconds);
        var token = Jwt(new JsonObject { ["aud"] = resource, ["exp"] = expires.ToUnixTimeSeconds(), ["oid"] = user.ToString("D"), ["jti"] = Random(22) });
        access[token] = new AccessToken(token, user, grant, resource, expires);
        return token;
    }

    /// <summary>Looks like a token of the vendor's; its signature is invented.</summary>
    public string Jwt(JsonObject claims) =>
        $"{Base64Url.EncodeToString("""{"typ":"JWT","alg":"RS256"}"""u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.{Random(64)}";

    public AccessToken? Find(string token) => access.TryGetValue(token, out var found) && found.Expires > time.GetUtcNow() ? found : null;

    public void ExpireAccess() => access.Clear();

    public void Expire(string token) => access.TryRemove(token, out _);

    /// <summary>What an administrator does who revokes all sessions.</summary>
    public void RevokeAll()
    {
        lock (gate)
        {
            grants.ForEach(grant => grant.Revoked = true);
            access.Clear();
            Keep();
        }
    }

    public void Load()
    {
        if (file is not null && File.Exists(file))
        {
            lock (gate)
            {
                foreach (var grant in JsonSerializer.Deserialize<List<Grant>>(File.ReadAllBytes(file), SandboxJson.Options)!)
                {
                    grants.Add(grant);
                    grant.RefreshTokens.ForEach(token => byRefresh[token] = grant);
                }
            }
        }
    }

    private string NewRefreshToken(Grant grant)
    {
        var token = "1.AXkA" + Random(120);
        grant.RefreshTokens.Add(token);
        byRefresh[token] = grant;
        return token;
    }

    private string Random(int length)
    {
        var bytes = new byte[length];
        dice.Fill(bytes);
        return Base64Url.EncodeToString(bytes)[..length];
    }

    private void Keep()
    {
        if (file is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(grants, SandboxJson.Options));
        }
    }
}
