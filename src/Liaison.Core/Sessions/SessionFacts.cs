using System.Globalization;
using Liaison.Core.Cases;
using Liaison.Core.Shared;

namespace Liaison.Core.Sessions;

/// <summary>In which light a session's facts are read.</summary>
/// <param name="Hub">The hub's public address, without a slash at its end: links begin with it.</param>
/// <param name="Zone">In which local dates and times are told.</param>
public sealed record SessionLight(string Hub, TimeZoneInfo Zone)
{
    /// <summary>The session's page; it asks whoever is not signed in to do so, and comes back.</summary>
    public string PageOf(Id<Session> session) => $"{Hub}{Path(session)}";

    /// <summary>Where a signed-in person downloads a file that lies here.</summary>
    public string FileOf(Id<Session> session, string attachment) => $"{Hub}{FilePath(session, attachment)}";

    /// <summary>Where a signed-in person reads what was said.</summary>
    public string TranscriptOf(Id<Session> session) => $"{Hub}/api/v1/sessions/{session}/transcript";

    public static string Path(Id<Session> session) => $"/sessions/{session}";

    public static string FilePath(Id<Session> session, string attachment) => $"/api/v1/sessions/{session}/files/{attachment}";
}

/// <summary>The facts of a session by path, and the catalogue that editors offer.</summary>
public static class SessionFacts
{
    private static readonly (string Name, string Label, Func<Session, DateTimeOffset?> Of)[] Times =
    [
        ("startedAt", "Start", s => s.BeganAt), ("answeredAt", "Answered", s => s.AnsweredAt), ("endedAt", "End", s => s.EndedAt), ("wrapUpEndedAt", "End of wrap-up", s => s.WrapUpEndedAt),
    ];

    private static readonly (string Path, string Label, string Type, Func<Session, SessionLight, string?> Of)[] Plain =
    [
        ("session.id", "Session id", "text", (s, _) => s.Id.Value), ("session.externalId", "Chat, conversation or call id", "text", (s, _) => s.ExternalId), ("session.source", "Source", "text", (s, _) => s.Source),
        ("session.tenant", "Tenant id", "text", (s, _) => s.Tenant.Value), ("session.url", "Link to the session's page", "text", (s, light) => light.PageOf(s.Id)),
        ("session.channel", "Channel", "text", (s, _) => Word(s.Channel)), ("session.channel.label", "Channel in words", "text", (s, _) => ChannelLabel(s.Channel)),
        ("session.channel.type", "Channel type: voice, chat, email, message …", "text", (s, _) => Told(s, "channelType") ?? s.Channel switch { Channel.Inbox => "email", Channel.Offline => "message", _ => Word(s.Channel) }),
        ("session.channel.name", "Channel's name", "text", (s, _) => Told(s, "channelName") ?? ChannelLabel(s.Channel)),
        ("session.mediaType", "Medium: voice, digital, voicemail, work item", "text", (s, _) => Told(s, "mediaType") ?? Medium(s)), ("session.contactType", "Voice or digital", "text", (s, _) => Medium(s)),
        ("session.finished", "Over (true or false)", "boolean", (s, _) => s.EndedAt is null ? "false" : "true"), ("session.interaction", "Id of the agent's leg", "text", (s, _) => s.Interactions.LastOrDefault(i => i.Agent == s.Agent)?.Key ?? s.ExternalId),
        ("session.masterId", "Id of the parent contact", "text", (s, _) => Told(s, "masterContactId") ?? s.ExternalId), ("session.skillId", "Queue's id", "text", (s, _) => Told(s, "skillId") ?? s.Queue),
        ("session.contactNumber", "Number at the customer's end", "text", (s, _) => (s.Direction == Direction.Outbound ? s.Dnis : s.Ani) ?? s.Customer.PhoneE164), ("session.agentNumber", "Number at our end", "text", (s, _) => s.Direction == Direction.Outbound ? s.Ani : s.Dnis),
        ("session.transcriptUrl", "Link to the transcript", "text", (s, light) => s.Transcript.Count == 0 ? null : light.TranscriptOf(s.Id)), ("session.recordingUrl", "Link to the recording", "text", (s, light) => Files(s, light, "recording").ToList() is [var first, .. var more] ? more.Count == 0 ? first : light.PageOf(s.Id) : null),
        ("session.direction", "Direction", "text", (s, _) => Word(s.Direction)), ("session.status", "How it went", "text", (s, _) => s.Status), ("session.queue", "Queue", "text", (s, _) => s.Queue),
        ("session.campaign", "Campaign", "text", (s, _) => s.Campaign), ("session.ani", "Caller's number (ANI)", "text", (s, _) => s.Ani), ("session.dnis", "Dialled number (DNIS)", "text", (s, _) => s.Dnis),
        ("session.requestPage", "Request page", "text", (s, _) => s.RequestPage), ("session.disposition", "Disposition", "text", (s, _) => s.Disposition), ("session.subDisposition", "Sub-disposition", "text", (s, _) => s.SubDisposition),
        ("session.duration", "Duration (h:mm:ss)", "text", (s, _) => s.Duration is { } d ? $"{(int)d.TotalHours}:{d:mm\\:ss}" : null),
        ("session.durationSeconds", "Duration in seconds", "number", (s, _) => s.Duration is { } d ? Whole(d) : null),
        ("session.waitSeconds", "Seconds until it was answered", "number", (s, _) => s.AnsweredAt is { } answered && answered >= s.BeganAt ? Whole(answered - s.BeganAt) : null),
        ("session.talkSeconds", "Seconds with agents", "number", (s, _) => s.AnsweredAt is null ? null : Whole(s.Interactions.Where(i => i.EndedAt > i.AnsweredAt).Aggregate(TimeSpan.Zero, (sum, i) => sum + (i.EndedAt!.Value - i.AnsweredAt!.Value)))),
        ("session.transcript", "Transcript", "longText", (s, light) => s.Transcript.Count == 0 ? null : TranscriptText.Of(s, light.Zone)),
        ("session.notes", "Notes", "longText", (s, _) => Lines(s.Notes.Select(n => n.Text))), ("session.tags", "Tags", "text", (s, _) => s.Tags.Count == 0 ? null : string.Join(", ", s.Tags)),
        ("session.recordings", "Links to recordings", "longText", (s, light) => Lines(Files(s, light, "recording"))), ("session.attachments", "Links to attachments", "longText", (s, light) => Lines(Files(s, light, "attachment"))),
        ("session.items", "All variables and custom fields", "longText", (s, _) => Lines(s.Items.OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => $"{i.Key}: {i.Value}"))),
        ("session.agents", "All agents", "text", (s, _) => string.Join(", ", s.Interactions.Select(i => i.Agent.Name ?? i.Agent.Email ?? i.Agent.Id).Distinct(StringComparer.Ordinal)) is { Length: > 0 } names ? names : null),
        ("session.relatedTo.record", "Related record's id", "text", (s, _) => s.RelatedTo?.Record), ("session.relatedTo.recordType", "Related record's type", "text", (s, _) => s.RelatedTo?.RecordType), ("session.relatedTo.name", "Related record's name", "text", (s, _) => s.RelatedTo?.Name),
        ("customer.name", "Customer's name", "text", (s, _) => s.Customer.Name), ("customer.firstName", "First name", "text", (s, _) => s.Customer.FirstName), ("customer.lastName", "Last name", "text", (s, _) => s.Customer.LastName),
        ("customer.email", "E-mail", "text", (s, _) => s.Customer.Email), ("customer.phone", "Phone, as it came", "text", (s, _) => s.Customer.Phone), ("customer.phoneE164", "Phone (E.164)", "text", (s, _) => s.Customer.PhoneE164),
        ("customer.sipAddress", "SIP address", "text", (s, _) => s.Customer.SipAddress), ("customer.callerIdName", "Caller ID name", "text", (s, _) => s.Customer.CallerIdName), ("customer.company", "Company", "text", (s, _) => s.Customer.Company),
        ("customer.id", "Customer's id at the source", "text", (s, _) => s.Customer.Id),
        ("agent.id", "Agent's id at the source", "text", (s, _) => s.Agent?.Id), ("agent.name", "Agent's name", "text", (s, _) => s.Agent?.Name ?? s.Agent?.Email), ("agent.email", "Agent's e-mail", "text", (s, _) => s.Agent?.Email),
    ];

    private static readonly Dictionary<string, Func<Session, SessionLight, string?>> ByPath = Everything().ToDictionary(f => f.Path, f => f.Of, StringComparer.Ordinal);

    /// <summary>One fact; null when it is not known, or there is none of that path.</summary>
    public static string? Find(Session session, SessionLight light, string path) =>
        path.StartsWith("items.", StringComparison.Ordinal) ? session.Items.GetValueOrDefault(path["items.".Length..])
        : ByPath.TryGetValue(path, out var of) && of(session, light) is { Length: > 0 } value ? value
        : null;

    public static Mapping.Facts Of(Session session, SessionLight light) => new(path => Find(session, light, path));

    /// <summary>What a mapping may name.</summary>
    /// <param name="items">Names of items that have been seen.</param>
    /// <param name="words">Those of this folder, or else English.</param>
    public static IReadOnlyList<FactDescription> Catalogue(IEnumerable<string> items, Words? words = null) =>
        [.. Everything().Select(f => new FactDescription(f.Path, f.Label, f.Path[..f.Path.IndexOf('.', StringComparison.Ordinal)], f.Type).Said(words)), .. items.Select(i => new FactDescription($"items.{i}", i, "items", "text"))];

    private static IEnumerable<(string Path, string Label, string Type, Func<Session, SessionLight, string?> Of)> Everything() => Plain.Concat(Times.SelectMany(t => new[]
    {
        ($"session.{t.Name}", $"{t.Label} (UTC)", "dateTime", (Func<Session, SessionLight, string?>)((s, _) => t.Of(s) is { } time ? Time(time, TimeZoneInfo.Utc, "yyyy-MM-dd'T'HH:mm:ss'Z'") : null)),
        ($"session.{t.Name}.local", $"{t.Label} (local date and time)", "text", (s, light) => t.Of(s) is { } time ? Time(time, light.Zone, "yyyy-MM-dd HH:mm:ss") : null),
        ($"session.{t.Name}.date", $"{t.Label} (local date)", "date", (s, light) => t.Of(s) is { } time ? Time(time, light.Zone, "yyyy-MM-dd") : null),
        ($"session.{t.Name}.time", $"{t.Label} (local time)", "text", (s, light) => t.Of(s) is { } time ? Time(time, light.Zone, "HH:mm:ss") : null),
    }));

    private static IEnumerable<string> Files(Session session, SessionLight light, string kind) =>
        session.Files.Where(f => f.Kind == kind).Select(f => f.Stored is { } stored ? light.FileOf(session.Id, stored) : f.Url ?? f.Name);

    private static string ChannelLabel(Channel channel) => channel switch { Channel.Voice => "Voice", Channel.Chat => "Web chat", Channel.Inbox => "Inbox", _ => "Offline message" };

    private static string Medium(Session session) => session.Channel == Channel.Voice ? "voice" : "digital";

    // What our facts have no part for, the source may tell as an item of this name.
    private static string? Told(Session session, string item) => session.Items.FirstOrDefault(i => string.Equals(i.Key, item, StringComparison.OrdinalIgnoreCase)).Value is { Length: > 0 } told ? told : null;

    private static string? Lines(IEnumerable<string> lines) => string.Join('\n', lines) is { Length: > 0 } text ? text : null;

    private static string Time(DateTimeOffset time, TimeZoneInfo zone, string format) => TimeZoneInfo.ConvertTime(time, zone).ToString(format, CultureInfo.InvariantCulture);

    private static string Whole(TimeSpan time) => ((long)Math.Round(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static string Word<T>(T word) where T : struct, Enum => char.ToLowerInvariant(word.ToString()[0]) + word.ToString()[1..];
}
