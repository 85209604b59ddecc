using Liaison.Core.Shared;

namespace Liaison.Core.Sessions;

/// <summary>The session that a ledger adds up to.</summary>
public static class LedgerReading
{
    public static Session Read(SessionLedger ledger, Id<Session> id, Id<Tenant> tenant, string source, string externalId, int version)
    {
        var known = new Known(ledger);
        var interactions = Legs(known);
        var records = known.Of("records").OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => Json.Read<LedgerRecord>(r.Value)).ToLookup(r => r.Candidate, r => r.Of);
        return new Session
        {
            Id = id,
            Tenant = tenant,
            Source = source,
            ExternalId = externalId,
            Channel = Word<Channel>(known["channel"]),
            ChannelKnown = known["channel"] is not null,
            Direction = Word<Direction>(known["direction"]),
            Customer = Customer(known),
            Ani = known["ani.e164"] ?? known["ani"],
            AniAsTold = known["ani"],
            Dnis = known["dnis.e164"] ?? known["dnis"],
            DnisAsTold = known["dnis"],
            Queue = known["queue"],
            Campaign = known["campaign"],
            RequestPage = known["requestPage"],
            Disposition = known["disposition"],
            SubDisposition = known["subDisposition"],
            RelatedTo = known["relatedTo"] is { } related ? Json.Read<RelatedRecord>(related) : null,
            Items = known.Of("items").OrderBy(i => i.Key, StringComparer.Ordinal).ToDictionary(i => i.Key, i => i.Value, StringComparer.Ordinal),
            Interactions = interactions,
            States = [.. known.Of("states").Select(s => Json.Read<StateChange>(s.Value)).OrderBy(s => s.At).ThenBy(s => s.State, StringComparer.Ordinal)],
            Notes = [.. known.Of("notes").Select(n => Json.Read<SessionNote>(n.Value)).OrderBy(n => n.At).ThenBy(n => n.Key, StringComparer.Ordinal)],
            Tags = [.. known.Of("tags").Select(t => t.Key).Order(StringComparer.Ordinal)],
            Transcript = [.. known.Of("lines").Select(l => Json.Read<Utterance>(l.Value)).OrderBy(l => l.At).ThenBy(l => l.Key, StringComparer.Ordinal)],
            Files = Files(known),
            Pauses = RecordingPause.Of(known.Of("pauses").Select(p => Json.Read<RecordingSwitch>(p.Value))),
            Records = [.. records[false]],
            Candidates = [.. records[true]],
            StartedAt = Time(known["startedAt"]),
            AnsweredAt = Time(known["answeredAt"]) ?? interactions.Min(i => i.AnsweredAt),
            EndedAt = Time(known["endedAt"]),
            WrapUpEndedAt = Time(known["wrapUpEndedAt"]),
            Outcome = known["outcome"],
            BeganAt = Time(known["startedAt"]) ?? known.Earliest,
            Version = version,
        };
    }

    private static Party Customer(Known known) => new(
        known["customer.name"] ?? Joined(known["customer.firstName"], known["customer.lastName"]), known["customer.firstName"], known["customer.lastName"], known["customer.email"],
        known["customer.phone"], known["customer.phoneE164"], known["customer.sipAddress"], known["customer.callerIdName"], known["customer.company"], known["customer.id"]);

    private static List<Interaction> Legs(Known known)
    {
        var legs = new List<Interaction>();
        foreach (var (key, leg) in known.Entries("legs"))
        {
            var (answered, ended) = (Time(leg.GetValueOrDefault("answeredAt")), Time(leg.GetValueOrDefault("endedAt")));
            var passedOn = leg.GetValueOrDefault("transferredTo");
            legs.Add(new Interaction(
                key, new AgentRef(leg.GetValueOrDefault("agent") ?? key, leg.GetValueOrDefault("agentName"), leg.GetValueOrDefault("agentEmail")), leg.GetValueOrDefault("queue"),
                Time(leg.GetValueOrDefault("offeredAt")), answered, ended,
                passedOn is not null ? "transferred" : leg.GetValueOrDefault("outcome") ?? (ended is null ? null : answered is null ? "missed" : "answered"), passedOn));
        }
        return [.. legs.OrderBy(l => l.OfferedAt ?? l.AnsweredAt ?? l.EndedAt ?? DateTimeOffset.MaxValue).ThenBy(l => l.Key, StringComparer.Ordinal)];
    }

    private static List<SessionFile> Files(Known known) =>
    [
        .. known.Entries("files").Select(f => new SessionFile(
            f.Key, f.Parts.GetValueOrDefault("kind") ?? "attachment", f.Parts.GetValueOrDefault("name") ?? f.Key, f.Parts.GetValueOrDefault("contentType") ?? "application/octet-stream",
            f.Parts.GetValueOrDefault("size") is { } size ? long.Parse(size, null) : null, f.Parts.GetValueOrDefault("part") is { } part ? int.Parse(part, null) : 1, f.Parts.GetValueOrDefault("stored"),
            f.Parts.GetValueOrDefault("url"), Time(f.Parts.GetValueOrDefault("startedAt")),
            f.Parts.GetValueOrDefault("seconds") is { } seconds ? double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture) : null, f.Parts.GetValueOrDefault("sha256")))
        .OrderBy(f => f.Kind, StringComparer.Ordinal).ThenBy(f => f.StartedAt ?? DateTimeOffset.MaxValue).ThenBy(f => f.Part).ThenBy(f => f.Key, StringComparer.Ordinal),
    ];

    private static string? Joined(string? first, string? last) => string.Join(' ', new[] { first, last }.Where(n => !string.IsNullOrWhiteSpace(n))) is { Length: > 0 } name ? name : null;

    private static DateTimeOffset? Time(string? text) => text is null ? null : SessionTimes.Read(text);

    private static T Word<T>(string? word) where T : struct, Enum => word is not null && Enum.TryParse<T>(word, ignoreCase: true, out var value) ? value : default;
}
