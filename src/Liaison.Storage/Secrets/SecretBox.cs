using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Liaison.Storage.Secrets;

/// <summary>
/// Encrypts what must be kept but not be readable in the database, such as a connection's password.
/// The text is <c>s1.KEY.BASE64URL</c>, bound to its tenant and purpose: moved elsewhere it does not open.
/// </summary>
public sealed class SecretBox(KeyRing ring)
{
    private const string Version = "s1";

    /// <param name="tenantId">Whose secret it is.</param>
    /// <param name="purpose">What it is for, stable for ever: <c>connection.password</c>.</param>
    /// <param name="plaintext">The secret.</param>
    public string Protect(string tenantId, string purpose, string plaintext)
    {
        var (id, key) = ring.Writing;
        var box = Seal.Close(key, Encoding.UTF8.GetBytes(plaintext), Version, $"{id}", tenantId, purpose);
        return $"{Version}.{id}.{Base64Url.EncodeToString(box)}";
    }

    /// <exception cref="SecretException">Another tenant's or purpose's secret, a changed one, or a key that is gone.</exception>
    public string Unprotect(string tenantId, string purpose, string text)
    {
        var (id, box) = Parse(text) ?? throw new SecretException(
            $"The stored secret '{purpose}' of tenant {tenantId} is not in Liaison's form. Enter it again in the settings.");
        var key = ring.Find(id) ?? throw new SecretException(
            $"The stored secret '{purpose}' of tenant {tenantId} was written with key {id}, which is not in the key ring. "
            + "Restore the table key_ring together with the rest of the database, or enter the secret again in the settings.");
        var plain = Seal.Open(key, box, Version, $"{id}", tenantId, purpose) ?? throw new SecretException(
            $"The stored secret '{purpose}' of tenant {tenantId} does not open: it belongs to another tenant or another purpose, or it was changed. "
            + "Enter it again in the settings.");
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>True when the secret was written with an older key, so it should be written again.</summary>
    public bool IsOutdated(string text) => Parse(text) is not { } parsed || parsed.Id != ring.Newest;

    private static (int Id, byte[] Box)? Parse(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 3 || parts[0] != Version) return null;
        if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
        if (!Base64Url.IsValid(parts[2])) return null;
        var box = Base64Url.DecodeFromChars(parts[2]);
        // Base 64 can spell the same bytes in several ways; only ours is taken.
        return Base64Url.EncodeToString(box) == parts[2] ? (id, box) : null;
    }
}
