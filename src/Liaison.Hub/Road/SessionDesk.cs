using System.Text.Json;
using Liaison.Core.Deliveries;
using Liaison.Core.Sessions;
using Liaison.Core.Sessions.Facts;
using Liaison.Core.Shared;
using Liaison.Hub.Desk;
using Liaison.Hub.Live;
using Liaison.Storage.Configuration;
using Liaison.Storage.Road;
using Liaison.Storage.Sessions;

namespace Liaison.Hub.Road;

/// <summary>A telephone number as somebody wrote it, in E.164 as the tenant would dial it; null when it is none.</summary>
public delegate string? ReadPhone(TenantSetup setup, string number);

/// <summary>A fact about a session as a source told it.</summary>
/// <param name="Subject">The source's own id of the session.</param>
public sealed record ToldFact(string Source, string Id, string Type, string Subject, DateTimeOffset At, JsonElement Data);

/// <summary>Takes facts about sessions in: checks them, and sees them through the journal with all that follows from them.</summary>
public sealed class SessionDesk(Setups setups, Intake intake, LiveChanges live, IdSource ids, TimeProvider time, PlanSession plan, ReadPhone phones, DeskNews desks)
{
    /// <summary>Where facts come from that people tell here; no source may call itself so.</summary>
    public const string Ourselves = "liaison/sessions";

    /// <param name="hub">The hub's public address, without a slash at its end.</param>
    public async Task<SessionOutcome> Tell(Id<Tenant> tenant, string who, ToldFact told, string hub, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return FactProblems(told, now) is { Count: > 0 } problems ? new SessionOutcome.Invalid(problems)
            : await Accept(tenant, new Wanted(told, told.Source, told.Subject, Keyed: true, who, hub), now, cancel);
    }

    /// <summary>Takes in what a person says of a session here.</summary>
    public async Task<SessionOutcome> Say(Id<Tenant> tenant, string who, Session session, string type, object data, string hub, CancellationToken cancel, SessionAttachment? file = null)
    {
        var (now, id) = (time.GetUtcNow(), ids.Next<Event>());
        var told = new ToldFact(Ourselves, id.Value, type, session.ExternalId, now, JsonSerializer.SerializeToElement(data, Json.Options));
        return FactProblems(told, now) is { Count: > 0 } problems ? new SessionOutcome.Invalid([.. problems.Select(p => p with { At = p.At["/data".Length..] })])
            : await Accept(tenant, new Wanted(told, session.Source, session.ExternalId, Keyed: false, who, hub, file), now, cancel);
    }

    /// <summary>Takes in a fact of our own that may be told twice: its id decides, whichever process tells it.</summary>
    /// <param name="told">Its subject is not looked at: the fact is about the session.</param>
    public Task<SessionOutcome> TellOf(Session session, string who, ToldFact told, string hub, CancellationToken cancel) =>
        Accept(session.Tenant, new Wanted(told, session.Source, session.ExternalId, Keyed: true, who, hub), time.GetUtcNow(), cancel);

    private async Task<SessionOutcome> Accept(Id<Tenant> tenant, Wanted wanted, DateTimeOffset now, CancellationToken cancel)
    {
        var setup = await setups.Of(tenant, cancel);
        var told = wanted.Told;
        var fact = new FactReader(number => phones(setup, number)).Read(told.Type, Stamp.Of(told.At, told.Id), told.Data);
        if (wanted.File is { } stored)
        {
            fact = fact with { Tells = [.. fact.Tells, new Told($"files/{Key(told)}/stored", stored.Id.Value), new Told($"files/{Key(told)}/sha256", stored.Sha256)] };
        }
        var cause = new Event(
            ids.Next<Event>(), tenant, told.Source, told.Id, told.Type, "", now, $$"""{"subject":{{JsonSerializer.Serialize(told.Subject, Json.Options)}},"time":"{{SessionTimes.Write(told.At)}}","data":{{told.Data.GetRawText()}}}""");
        var entry = new SessionEntry(ids.Next<Session>(), wanted.Source, wanted.ExternalId, fact, setup, plan, wanted.Hub, File: wanted.File);
        var result = await intake.Accept(new Acceptance(cause, wanted.Keyed, null, false, [], wanted.Who, [], Session: entry), cancel);
        if (entry.Fate is { Full: { } why })
        {
            return new SessionOutcome.Full(why);
        }
        if (result == AcceptanceResult.AlreadyKnown)
        {
            return new SessionOutcome.Known();
        }
        live.Say(tenant, "sessions");
        if (entry.Fate!.ForDesks)
        {
            desks.Changed(tenant, entry.Fate.Id);
        }
        if (entry.Fate!.Planned > 0)
        {
            live.Say(tenant, "deliveries");
        }
        return new SessionOutcome.Taken(entry.Fate.Id);
    }

    private static IReadOnlyList<Problem> FactProblems(ToldFact told, DateTimeOffset now) =>
        FactTypes.Find(told.Type) is not { } type ? [new Problem("/type", "unknown-type", $"There is no kind of fact “{told.Type}”. There are: {string.Join(", ", FactTypes.All.Select(t => t.Name))}.")]
        : SessionTimes.WhyNot(told.At, now) is { } why ? [new Problem("/time", "time-out-of-bounds", why)]
        : FactCheck.Problems(type, told.Data, now);

    private static string Key(ToldFact told) => told.Data.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.String && key.GetString()!.Trim() is { Length: > 0 } given ? given : told.Id;

    private sealed record Wanted(ToldFact Told, string Source, string ExternalId, bool Keyed, string Who, string Hub, SessionAttachment? File = null);
}

/// <summary>What came of telling a fact.</summary>
public abstract record SessionOutcome
{
    private SessionOutcome() { }

    public sealed record Taken(Id<Session> Session) : SessionOutcome;

    /// <summary>The same fact was taken before.</summary>
    public sealed record Known : SessionOutcome;

    public sealed record Invalid(IReadOnlyList<Problem> Problems) : SessionOutcome;

    /// <summary>The session is as large as one may be.</summary>
    public sealed record Full(string Why) : SessionOutcome;
}
