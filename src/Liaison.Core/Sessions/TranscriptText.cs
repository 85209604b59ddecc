using System.Globalization;
using System.Text;

namespace Liaison.Core.Sessions;

/// <summary>A transcript as people read it: a line for each that was said, a heading for each day.</summary>
public static class TranscriptText
{
    public static string Of(Session session, TimeZoneInfo zone)
    {
        var text = new StringBuilder();
        DateOnly? day = null;
        foreach (var line in session.Transcript)
        {
            var at = TimeZoneInfo.ConvertTime(line.At, zone);
            if (DateOnly.FromDateTime(at.DateTime) != day)
            {
                text.Append(day is null ? "" : "\n").Append(at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Append('\n');
                day = DateOnly.FromDateTime(at.DateTime);
            }
            text.Append('[').Append(at.ToString("HH:mm:ss", CultureInfo.InvariantCulture)).Append("] ").Append(NameOf(line, session)).Append(": ").Append(line.Text.ReplaceLineEndings("\n    ")).Append('\n');
        }
        return text.ToString();
    }

    private static string NameOf(Utterance line, Session session) => line.Who ?? line.Speaker switch
    {
        "customer" => session.Customer.Name ?? "Customer",
        "agent" => session.Agent?.Name ?? "Agent",
        "bot" => "Bot",
        _ => "System",
    };
}
