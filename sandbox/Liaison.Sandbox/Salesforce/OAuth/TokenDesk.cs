using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text.Json;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Salesforce.OAuth;

/// <summary>Codes, refresh tokens and access tokens. With a file, grants outlive the process; access tokens do not.</summary>
public sealed class TokenDesk(TimeProvider time, Dice dice, string? file)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(15);
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, AccessToken> access = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AuthorizationCode> codes = new(StringComparer.Ordinal);
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

    public string IssueCode(string user, string redirect, string? challenge, string scope)
    {
        lock (gate)
        {
            var code = "aPrx" + Random(40);
            codes[code] = new AuthorizationCode(code, user, redirect, challenge, scope, time.GetUtcNow() + CodeLife);
            return code;
        }
    }

    /// <summary>A code is good once, and for a quarter of an hour.</summary>
    public AuthorizationCode? TakeCode(string code)
    {
        lock (gate)
        {
            return codes.Remove(code, out var found) && found.Expires > time.GetUtcNow() ? found : null;
        }
    }

    public Grant Approve(string user, string scope)
    {
        lock (gate)
        {
            var grant = new Grant { Id = "g" + Random(12), User = user, Scope = scope };
            grants.Add(grant);
            if (scope.Split(' ').Any(one => one is "refresh_token" or "offline_access"))
            {
                NewRefreshToken(grant);
            }

            Keep();
            return grant;
        }
    }

    /// <summary>The grant of a refresh token that may be used, with the token that follows when they rotate.</summary>
    /// <returns>Null when the token is unknown, revoked, or was used before; then all of its grant is revoked.</returns>
    public (Grant Grant, string? Next)? Refresh(string token, bool rotate)
    {
        lock (gate)
        {
            if (!byRefresh.TryGetValue(token, out var grant) || grant.Revoked)
            {
                return null;
            }

            if (grant.RefreshTokens[^1] != token)
            {
                Revoke(grant);
                return null;
            }

            var next = rotate ? NewRefreshToken(grant) : null;
            Keep();
            return (grant, next);
        }
    }

    public string IssueAccess(string user, string grant, int seconds)
    {
        foreach (var old in access.Values.Where(token => token.Expires <= time.GetUtcNow()))
        {
            access.TryRemove(old.Token, out _);
        }

        var token = $"{Seed.OrganizationId[..15]}!AQEAQ{Random(90)}";
        access[token] = new AccessToken(token, user, grant, time.GetUtcNow().AddSeconds(seconds));
        return token;
    }

    public AccessToken? Find(string token) => access.TryGetValue(token, out var found) && found.Expires > time.GetUtcNow() ? found : null;

    /// <summary>A refresh token takes its whole grant with it, an access token only itself.</summary>
    public bool Revoke(string token)
    {
        lock (gate)
        {
            if (byRefresh.TryGetValue(token, out var grant) && !grant.Revoked)
            {
                Revoke(grant);
                return true;
            }

            return access.TryRemove(token, out _);
        }
    }

    public void ExpireAccess() => access.Clear();

    public void Expire(string token) => access.TryRemove(token, out _);

    /// <summary>What an administrator does who revokes the app.</summary>
    public void RevokeAll()
    {
        lock (gate)
        {
            foreach (var grant in grants)
            {
                Revoke(grant);
            }

            access.Clear();
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

    private void Revoke(Grant grant)
    {
        grant.Revoked = true;
        foreach (var token in access.Values.Where(token => token.Grant == grant.Id))
        {
            access.TryRemove(token.Token, out _);
        }

        Keep();
    }

    private string NewRefreshToken(Grant grant)
    {
        var token = "5Aep861" + Random(70);
        grant.RefreshTokens.Add(token);
        byRefresh[token] = grant;
        return token;
    }

    private string Random(int length)
    {
        var bytes = new byte[length];
        dice.Fill(bytes);
        return Base64Url.EncodeToString(bytes)[..length].Replace('-', '.');
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
