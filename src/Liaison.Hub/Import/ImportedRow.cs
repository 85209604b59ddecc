using System.Security.Cryptography;
using System.Text;
using Liaison.Core.Shared;

namespace Liaison.Hub.Import;

/// <summary>A row as it was read.</summary>
/// <param name="Line">Where it begins in the file, from one.</param>
/// <param name="Wrong">Why it is no row of the table at all; null when it is.</param>
internal sealed record ImportedRow(long Line, string[] Values, Problem? Wrong = null)
{
    /// <summary>Columns of the file of bad rows; they are passed over when that file is imported in its turn.</summary>
    public const string LineColumn = "import.line";

    public const string ReasonsColumn = "import.reasons";

    /// <summary>An external id for a row that names none: the same row again is the same case.</summary>
    public string Fingerprint => "row-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', Values))))[..32];
}
