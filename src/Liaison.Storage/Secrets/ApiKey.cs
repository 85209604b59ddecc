using System.Buffers;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Liaison.Storage.Secrets;

/// <summary>
/// A program's key to the API: <c>lia_</c> and 32 random bytes in base 62. It is shown once; only its SHA-256 is stored.
/// (A slow hash is for what people choose; 256 random bits cannot be guessed.)
/// </summary>
public sealed class ApiKey
{
    public const string Prefix = "lia_";

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> AnyDigit = SearchValues.Create(Digits);
    private const int RandomLength = 32;
    private const int TextLength = 43;

    private ApiKey(string text) => Text = text;

    /// <summary>The whole key, for its owner's eyes, once.</summary>
    public string Text { get; }

    /// <summary>What is stored and looked up.</summary>
    public byte[] Hash => HashOf(Text);

    /// <summary>The first characters, to tell keys apart in a list.</summary>
    public string Start => Text[..(Prefix.Length + 6)];

    public static ApiKey Create()
    {
        var number = new BigInteger(RandomNumberGenerator.GetBytes(RandomLength), isUnsigned: true);
        var digits = new char[TextLength];
        for (var at = TextLength - 1; at >= 0; at--)
        {
            number = BigInteger.DivRem(number, Digits.Length, out var digit);
            digits[at] = Digits[(int)digit];
        }
        return new ApiKey(Prefix + new string(digits));
    }

    /// <summary>True for what could be a key, before the database is asked.</summary>
    public static bool HasShape(string text) => text.Length == Prefix.Length + TextLength && text.StartsWith(Prefix, StringComparison.Ordinal)
        && !text.AsSpan(Prefix.Length).ContainsAnyExcept(AnyDigit);

    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Takes the same time wherever the two differ.</summary>
    public static bool Matches(string text, ReadOnlySpan<byte> storedHash) => CryptographicOperations.FixedTimeEquals(HashOf(text), storedHash);

    /// <summary>Never the key itself: it could reach a log.</summary>
    public override string ToString() => Start + "…";
}
