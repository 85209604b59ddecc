using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Liaison.Sandbox.Shared;

/// <summary>Proof that whoever exchanges a code is who asked for it.</summary>
public static class Pkce
{
    public static bool Fits(string challenge, string? verifier) =>
        verifier is { Length: >= 43 and <= 256 } && Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) == challenge;
}
