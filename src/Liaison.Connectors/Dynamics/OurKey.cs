using System.Security.Cryptography;
using System.Text;

namespace Liaison.Connectors.Dynamics;

/// <summary>
/// Dynamics lets whoever makes a record choose its id. Ours is made from our stable key, so that a second try makes nothing new: it meets the record that the first one made. No column of ours
/// is needed over there.
/// </summary>
internal static class OurKey
{
    public static Guid IdOf(string table, string key)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"liaison/{table}/{key}"))[..16];
        // Version 8: made by a rule of our own (RFC 9562, 5.8).
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
