using System.Globalization;
using Liaison.Storage.Sessions;

namespace Liaison.Hub.Api.Contacts;

/// <summary>The history of contacts as comma-separated values (RFC 4180).</summary>
internal static class ContactTable
{
    private const string FormulaSigns = "=+-@\t\r";

    private static readonly (string Name, Func<ListedSession, TimeZoneInfo, string, string?> Of)[] Columns =
    [
        ("Date", (s, zone, _) => Local(s.BeganAt, zone, "yyyy-MM-dd")), ("Time", (s, zone, _) => Local(s.BeganAt, zone, "HH:mm:ss")),
        ("Duration", (s, _, _) => s.EndedAt is { } end && end >= s.BeganAt ? $"{(int)(end - s.BeganAt).TotalHours}:{end - s.BeganAt:mm\\:ss}" : null),
        ("Recording", (s, _, hub) => string.Join(' ', s.Recordings.Select(r => ContactView.LinkOf(s, r)).Select(r => r.StartsWith('/') ? hub + r : r))),
        ("First name", (s, _, _) => s.FirstName ?? (s.LastName is null ? Split(s.CustomerName).First : null)), ("Last name", (s, _, _) => s.LastName ?? (s.FirstName is null ? Split(s.CustomerName).Last : null)),
        ("E-mail", (s, _, _) => s.Email), ("Phone", (s, _, _) => s.Phone), ("Call status", (s, _, _) => s.Status), ("Channel", (s, _, _) => Word(s.Channel)), ("Direction", (s, _, _) => Word(s.Direction)),
        ("Queue", (s, _, _) => s.Queue), ("Campaign", (s, _, _) => s.Campaign), ("Agent", (s, _, _) => s.AgentName), ("Company", (s, _, _) => s.Company), ("Disposition", (s, _, _) => s.Disposition),
        ("Sub-disposition", (s, _, _) => s.SubDisposition), ("Id", (s, _, _) => s.Id.Value), ("Id at the source", (s, _, _) => s.ExternalId),
    ];

    public static string Head => string.Join(',', Columns.Select(c => Quoted(c.Name))) + "\r\n";

    public static string Line(ListedSession row, TimeZoneInfo zone, string hub) => string.Join(',', Columns.Select(c => Quoted(c.Of(row, zone, hub) ?? ""))) + "\r\n";

    /// <summary>In quotation marks; what a spreadsheet would take for a formula is made text by an apostrophe before it.</summary>
    private static string Quoted(string value)
    {
        var harmless = value.Length > 0 && (FormulaSigns.Contains(value[0], StringComparison.Ordinal) || char.IsWhiteSpace(value[0])) ? "'" + value : value;
        return $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static (string? First, string? Last) Split(string? name) => name?.Trim() is not { Length: > 0 } whole ? (null, null)
        : whole.LastIndexOf(' ') is > 0 and var at ? (whole[..at], whole[(at + 1)..])
        : (null, whole);

    private static string Local(DateTimeOffset time, TimeZoneInfo zone, string format) => TimeZoneInfo.ConvertTime(time, zone).ToString(format, CultureInfo.InvariantCulture);

    private static string Word<T>(T word) where T : struct, Enum => word.ToString().ToLowerInvariant();
}
