using System.Globalization;
using System.Security.Cryptography;

namespace Liaison.Storage.Secrets;

/// <summary>What a sign-in's password turned out to be.</summary>
public enum PasswordCheck
{
    Wrong,
    Right,

    /// <summary>Right, but stored in an older or weaker form: hash it again and store that.</summary>
    RightButOutdated,
}

/// <summary>
/// Passwords of people, as <c>pbkdf2-sha512$ITERATIONS$SALT$HASH</c> (base64). The text says how to check itself,
/// so the cost can rise over the years.
/// </summary>
public static class PasswordHash
{
    /// <summary>
    /// OWASP's figure for PBKDF2 with HMAC-SHA512: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
    /// </summary>
    public const int Iterations = 210_000;

    private const string Scheme = "pbkdf2-sha512";
    private const int SaltLength = 16;
    private const int HashLength = 64;

    /// <summary>Checked for names that do not exist, so that the answer takes as long as for those that do.</summary>
    public static readonly string OfNobody = Create(Convert.ToHexString(RandomNumberGenerator.GetBytes(SaltLength)));

    public static string Create(string password, int iterations = Iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return $"{Scheme}${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, iterations, HashLength))}";
    }

    /// <summary>Takes the same time wherever the two differ.</summary>
    /// <exception cref="FormatException">The stored text was not made by <see cref="Create"/>.</exception>
    public static PasswordCheck Check(string password, string stored)
    {
        var parts = stored.Split('$');
        var iterations = 0;
        var known = parts.Length == 4 && parts[0] == Scheme && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out iterations);
        if (!known || iterations == 0)
            throw new FormatException("A stored password hash is not in Liaison's form.");
        var (salt, hash) = (Convert.FromBase64String(parts[2]), Convert.FromBase64String(parts[3]));
        if (hash.Length == 0) return PasswordCheck.Wrong;
        if (!CryptographicOperations.FixedTimeEquals(hash, Derive(password, salt, iterations, hash.Length))) return PasswordCheck.Wrong;
        var strong = iterations >= Iterations && salt.Length >= SaltLength && hash.Length >= HashLength;
        return strong ? PasswordCheck.Right : PasswordCheck.RightButOutdated;
    }

    private static byte[] Derive(string password, byte[] salt, int iterations, int length) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, length);
}
