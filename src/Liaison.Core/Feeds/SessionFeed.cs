using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Core.Feeds;

/// <summary>Decides what one connection is fed with because a session changed: an event for each change of its status, its recordings and its transcript once it has ended. Pure.</summary>
/// <param name="ids">Ids of new deliveries.</param>
/// <param name="light">In which light the session's facts are read.</param>
/// <param name="files">From when on files may be sent: what follows the end at once goes along.</param>
public sealed class SessionFeed(Connection connection, FeedSwitches switches, Func<Id<Delivery>> ids, Id<Event> cause, SessionLight light, DateTimeOffset now, DateTimeOffset files)
{
    /// <summary>More turns come with one change only when a source tells a whole day at once; sequences of two changes never meet.</summary>
    private const long MostTurns = 10_000;

    public IEnumerable<Delivery> Of(SessionChange change) => Events(change).Concat(Files(change));

    private IEnumerable<Delivery> Events(SessionChange change)
    {
        if (!switches.SessionEvents)
        {
            yield break;
        }
        var known = change.Before is null ? [] : SessionTurn.Of(change.Before).Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        var sequence = change.After.Version * MostTurns;
        foreach (var turn in SessionTurn.Of(change.After).Where(t => !known.Contains(t.Key)))
        {
            var told = new SessionEvents(change.After, turn, light, sequence++);
            yield return FeedDelivery.Event(ids(), cause, connection, FeedWords.SessionEvent, change.After.Id.Value, change.After.ExternalId, told.Id, told.Fields(switches.SessionFields), turn.At, now);
        }
    }

    private IEnumerable<Delivery> Files(SessionChange change)
    {
        var (before, after) = (change.AfterEnd ? change.Before : null, change.After);
        if (after.EndedAt is null || !(change.AfterEnd || change.Moments.Any(m => m is Moment.Ended or Moment.OfflineMessageReceived)))
        {
            yield break;
        }
        if (switches.Recordings)
        {
            // Should a pause become known late, everything goes again, for what lies beside each part says what must not be seen.
            var sent = before is null || !before.Pauses.SequenceEqual(after.Pauses) ? [] : before.Files.Where(f => f.Stored is not null).Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var file in after.Files.Where(f => f.Kind == "recording" && f.Stored is not null && !sent.Contains(f.Key)))
            {
                var path = FeedPath.Of(switches.RecordingName, Facts(after, file));
                yield return File(FeedWords.Recording, after, new DraftFile(file.Stored!, path, $"Recording, part {file.Part}", file.ContentType, file.Size ?? 0, light.FileOf(after.Id, file.Stored!)),
                    RecordingSidecar.Of(after, file, path[(path.LastIndexOf('/') + 1)..]));
            }
        }
        if (switches.Transcripts && after.Transcript.Count > 0 && !(before?.Transcript.SequenceEqual(after.Transcript) ?? false))
        {
            yield return File(FeedWords.Transcript, after, new DraftFile($"{ConversationFiles.Transcript}/{after.Id}", FeedPath.Of(switches.TranscriptName, Facts(after, null)), "Transcript", "text/plain", 0, light.PageOf(after.Id)), null);
        }
    }

    private Delivery File(string what, Session session, DraftFile file, string? sidecar)
    {
        var id = ids();
        return FeedDelivery.File(id, cause, connection, what, session.Id.Value, session.ExternalId, id.Value, file, sidecar, now) with { NotBefore = files, Supersedes = true };
    }

    private Facts Facts(Session session, SessionFile? recording) => new(path => path switch
    {
        "recording.id" => recording?.Stored,
        "recording.key" => recording?.Key,
        "recording.name" => recording?.Name,
        "recording.part" => recording?.Part.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "recording.startedAt" => (recording?.StartedAt ?? session.BeganAt) is var at && recording is not null ? SessionTimes.Write(at) : null,
        "recording.extension" => recording is null ? null : ExtensionOf(recording),
        _ => SessionFacts.Find(session, light, path),
    });

    private static string ExtensionOf(SessionFile file) => Path.GetExtension(file.Name) is { Length: > 1 and <= 6 } ending ? ending[1..].ToLowerInvariant() : file.ContentType switch
    {
        "audio/mpeg" => "mp3",
        "audio/ogg" => "ogg",
        "audio/mp4" => "m4a",
        _ => "wav",
    };
}
