using System.Text;

namespace Liaison.Sandbox.Shared;

/// <summary>A client's name and secret at a token endpoint, which takes them in a header as well as in the form (RFC 6749, section 2.3.1).</summary>
public static class BasicCredentials
{
    /// <returns>Those of the header where there is one; otherwise those of the form, as they are given here.</returns>
    public static (string? Id, string? Secret) Of(HttpContext http, string? id, string? secret)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return (id, secret);
        }

        var bytes = new byte[header.Length];
        var pair = Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) : [];
        return pair.Length == 2 ? (Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1])) : (null, null);
    }
}
