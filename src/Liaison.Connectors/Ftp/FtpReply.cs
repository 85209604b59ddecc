namespace Liaison.Connectors.Ftp;

/// <summary>An answer on the control connection (RFC 959, 4.2).</summary>
/// <param name="Code">Three digits; the first says how it went.</param>
/// <param name="Lines">What it says, without the code where a line begins with it.</param>
internal sealed record FtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>Begun; another answer follows.</summary>
    public bool IsBegun => Code / 100 == 1;

    public bool IsDone => Code / 100 == 2;

    /// <summary>More is wanted: a password, a second name.</summary>
    public bool IsHalf => Code / 100 == 3;

    /// <summary>The last line, which is the one that matters.</summary>
    public string Said => Lines.Count > 0 ? Lines[^1].Trim() : "";

    /// <summary>As it came.</summary>
    public override string ToString() => $"{Code} {string.Join('\n', Lines)}";
}
