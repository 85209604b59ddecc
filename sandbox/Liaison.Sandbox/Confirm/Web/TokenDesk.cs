using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Confirm.Web;

/// <summary>Issues and checks the tokens of ConfirmWeb. A token is delivered in BASE64; callers send it back decoded.</summary>
public sealed class TokenDesk(TimeProvider time, Dice dice)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> accepted = new(StringComparer.Ordinal);

    /// <returns>The token as delivered: BASE64 of header.payload.signature.</returns>
    public string Issue(string user, string tenant, int seconds)
    {
        var now = time.GetUtcNow();
        var signature = new byte[32];
        dice.Fill(signature);
        var token = string.Join('.',
            Part(new { alg = "HS256", typ = "JWT" }),
            Part(new { sub = user, tenant, iat = now.ToUnixTimeSeconds(), exp = now.AddSeconds(seconds).ToUnixTimeSeconds() }),
            Base64Url.EncodeToString(signature));
        Accept(token, seconds);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(token));
    }

    /// <summary>Lets a token of the caller's choice pass, in its decoded form.</summary>
    public void Accept(string token, int seconds)
    {
        foreach (var (old, expiry) in accepted)
        {
            if (expiry <= time.GetUtcNow())
            {
                accepted.TryRemove(old, out _);
            }
        }

        accepted[token] = time.GetUtcNow().AddSeconds(seconds);
    }

    /// <summary>AccessToken carries the decoded token; Authorization: Bearer carries it as delivered.</summary>
    public bool Admits(HttpRequest request)
    {
        if (request.Headers["AccessToken"].ToString() is { Length: > 0 } decoded)
        {
            return IsLive(decoded);
        }

        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && IsLive(Decode(authorization[7..].Trim()));
    }

    public void ExpireAll() => accepted.Clear();

    private bool IsLive(string token) => accepted.TryGetValue(token, out var expiry) && expiry > time.GetUtcNow();

    private static string Decode(string delivered)
    {
        var bytes = new byte[delivered.Length];
        return Convert.TryFromBase64String(delivered, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
