using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Core.Memorialisation;

/// <summary>Which files of a conversation go to its record, each by a delivery of its own: a slow file holds up nothing, and a lost one fails nothing else. Pure.</summary>
public static class ConversationFiles
{
    /// <summary>
    /// Files that are made when they are sent are named like this: <c>transcript/ses_…/dlv_…</c>, <c>details/ses_…/dlv_…</c>. The delivery is in it because by its name a file is looked for
    /// over there when an answer was lost: the earlier transcript is not the one that has the last word.
    /// </summary>
    public const string Transcript = "transcript";
    public const string Details = "details";

    /// <param name="before">The session as it stood when files were last sent; null when none were.</param>
    /// <param name="fileUrl">Where a signed-in person downloads a file that lies here.</param>
    public static IReadOnlyList<DraftFile> Of(Session? before, Session after, PushSwitches push, string pageUrl, Func<string, string> fileUrl)
    {
        var files = new List<DraftFile>();
        var old = (before?.Files ?? []).Where(f => f.Stored is not null).Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var file in after.Files.Where(f => f.Stored is not null && !old.Contains(f.Key)))
        {
            if (file.Kind == "recording" ? push.Recordings : push.Attachments)
            {
                files.Add(new DraftFile(file.Stored!, file.Name, file.Kind == "recording" ? $"Recording, part {file.Part}" : "", file.ContentType, file.Size ?? 0, fileUrl(file.Stored!)));
            }
        }
        if (push.Transcripts && after.Transcript.Count > 0 && after.Transcript.Count != (before?.Transcript.Count ?? 0))
        {
            files.Add(new DraftFile($"{Transcript}/{after.Id}", $"Transcript {after.ExternalId}.txt", "Transcript", "text/plain", 0, pageUrl));
        }
        if (push.Notes && (before is null || after.Notes.Count != before.Notes.Count || after.Disposition != before.Disposition))
        {
            files.Add(new DraftFile($"{Details}/{after.Id}", "Contact details", "Contact details", "text/plain", 0, pageUrl, AsNote: true));
        }
        return files;
    }

    /// <summary>The delivery of one file to the record that the conversation became.</summary>
    public static Delivery Plan(Id<Delivery> id, Id<Event> cause, Connection connection, string recordType, Session session, DraftFile file, DateTimeOffset now)
    {
        var reference = ConversationPlanner.ReferenceOf(recordType);
        return new Delivery
        {
            Id = id,
            Tenant = session.Tenant,
            Connection = connection.Id,
            Kind = DeliveryKind.Attach,
            Subject = session.Id.Value,
            Lane = Delivery.LaneOf(connection.Id, session.Id.Value, files: true),
            Event = cause,
            Draft = new Draft { RecordType = recordType, Reference = reference, Key = id.Value, SubjectNumber = session.ExternalId, TriggeredAt = now, File = file.Attachment.Contains('/', StringComparison.Ordinal) ? file with { Attachment = $"{file.Attachment}/{id}" } : file },
            Steps = [new Step(StepKind.Attach)],
            CreatedAt = now,
        };
    }
}
