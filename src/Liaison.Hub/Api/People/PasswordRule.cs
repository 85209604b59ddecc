using Liaison.Core.Shared;

namespace Liaison.Hub.Api.People;

/// <summary>What is asked of a password: length, and nothing that makes people write it down.</summary>
internal static class PasswordRule
{
    private const int Shortest = 12;
    private const int Longest = 200;

    /// <param name="at">JSON pointer to the password in what was sent.</param>
    public static Problem? Check(string password, string at) => password.Length is < Shortest or > Longest
        ? new Problem(at, "weak-password", $"A password has {Shortest} to {Longest} characters.")
        : null;
}
