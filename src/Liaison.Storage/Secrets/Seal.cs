using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Liaison.Storage.Secrets;

/// <summary>
/// AES-256-GCM: nonce (12 bytes), tag (16 bytes), ciphertext. The context is authenticated but not stored: it must be the same when opening.
/// </summary>
internal static class Seal
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Close(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, params ReadOnlySpan<string> context)
    {
        var box = new byte[NonceLength + TagLength + plain.Length];
        var nonce = box.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, box.AsSpan(NonceLength + TagLength), box.AsSpan(NonceLength, TagLength), Bytes(context));
        return box;
    }

    /// <summary>Null when key or context are not those it was closed with, or a single bit was changed.</summary>
    public static byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, params ReadOnlySpan<string> context)
    {
        if (box.Length < NonceLength + TagLength) return null;
        var plain = new byte[box.Length - NonceLength - TagLength];
        try
        {
            using var aes = new AesGcm(key, TagLength);
            aes.Decrypt(box[..NonceLength], box[(NonceLength + TagLength)..], box.Slice(NonceLength, TagLength), plain, Bytes(context));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>Each part with its length before it, so that ("ab", "c") and ("a", "bc") differ.</summary>
    private static byte[] Bytes(ReadOnlySpan<string> context)
    {
        using var bytes = new MemoryStream();
        Span<byte> length = stackalloc byte[4];
        foreach (var part in context)
        {
            var text = Strict.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
            bytes.Write(length);
            bytes.Write(text);
        }
        return bytes.ToArray();
    }
}
