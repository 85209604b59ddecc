using System.Security.Cryptography;
using System.Text;

namespace Liaison.Sandbox.Confirm.Records;

/// <summary>Checks the user of a request and locks the account for a while after too many wrong passwords in a row.</summary>
public sealed class Lockout(TimeProvider time)
{
    private readonly Lock gate = new();
    private int badTries;
    private DateTimeOffset lockedUntil = DateTimeOffset.MinValue;

    public bool IsLocked
    {
        get
        {
            lock (gate)
            {
                return time.GetUtcNow() < lockedUntil;
            }
        }
    }

    public bool Admits(ConfirmSettings settings, string? username, string? password)
    {
        if (!Same(username, settings.Username))
        {
            return false;
        }

        lock (gate)
        {
            if (time.GetUtcNow() < lockedUntil)
            {
                return false;
            }

            if (Same(password, settings.Password))
            {
                badTries = 0;
                return true;
            }

            if (++badTries >= settings.LockOutAfter)
            {
                badTries = 0;
                lockedUntil = time.GetUtcNow().AddSeconds(settings.LockOutSeconds);
            }

            return false;
        }
    }

    public void Unlock()
    {
        lock (gate)
        {
            badTries = 0;
            lockedUntil = DateTimeOffset.MinValue;
        }
    }

    private static bool Same(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
