using System.Text.Encodings.Web;
using System.Text.Json;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Core.Feeds;

/// <summary>What lies beside a recording's part as a JSON file: whose it is, where it belongs, and which whiles are not to be seen on the screen's recording.</summary>
public static class RecordingSidecar
{
    private static readonly JsonSerializerOptions Readable = new(Json.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <param name="file">One of the session's recordings.</param>
    /// <param name="name">Its file name over there.</param>
    public static string Of(Session session, SessionFile file, string name)
    {
        var parts = session.Files.Where(f => f.Kind == "recording" && f.Stored is not null).ToList();
        return JsonSerializer.Serialize(new
        {
            sessionId = session.Id.Value,
            callId = session.ExternalId,
            source = session.Source,
            channel = session.Channel,
            direction = session.Direction,
            queue = session.Queue,
            ani = session.Ani,
            dnis = session.Dnis,
            startedAt = Time(session.BeganAt),
            answeredAt = Time(session.AnsweredAt),
            endedAt = Time(session.EndedAt),
            agents = session.Interactions.Where(i => i.AnsweredAt is not null).Select(i => new { id = i.Agent.Id, name = i.Agent.Name, email = i.Agent.Email, from = Time(i.AnsweredAt), to = Time(i.EndedAt) }),
            recording = new
            {
                file = name,
                key = file.Key,
                part = file.Part,
                place = parts.FindIndex(p => p.Key == file.Key) + 1,
                parts = parts.Count,
                contentType = file.ContentType,
                bytes = file.Size,
                sha256 = file.Sha256,
                startedAt = Time(file.StartedAt),
                seconds = file.Seconds,
            },
            pauses = session.Pauses.Select(p => new { what = p.What, from = Time(p.From), to = Time(p.To), fromSecond = Second(file, p.From), toSecond = Second(file, p.To), by = p.Who }),
        }, Readable);
    }

    private static string? Time(DateTimeOffset? at) => at is { } time ? SessionTimes.Write(time) : null;

    /// <summary>Where in this part a time lies; null when it lies outside, or the part does not say when it begins.</summary>
    private static double? Second(SessionFile file, DateTimeOffset? at) =>
        at - file.StartedAt is { TotalSeconds: >= 0 and var second } && !(second > file.Seconds) ? Math.Round(second, 3) : null;
}
