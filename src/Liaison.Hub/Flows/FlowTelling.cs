using System.Globalization;
using System.Text.Json;
using Liaison.Core.Flows;
using Liaison.Core.Sessions;
using Liaison.Core.Sessions.Facts;
using Liaison.Core.Shared;
using Liaison.Hub.Road;
using Liaison.Storage.Flows;
using Liaison.Storage.Sessions;

namespace Liaison.Hub.Flows;

/// <summary>Tells the facts that a run found of the session that it was for. Each has a key of its run and leg, so that telling twice changes nothing.</summary>
public sealed class FlowTelling(SessionDesk desk, SessionStore sessions, IdSource ids, TimeProvider time, ILogger<FlowTelling> log)
{
    /// <summary>The session as it stands; a session that nobody has told of yet begins with what is known of the contact, so that its records can be marked.</summary>
    public async Task<Session?> Meet(Id<Tenant> tenant, string who, string hub, FlowSession session, CallFacts call, CancellationToken cancel)
    {
        if (await sessions.Named(tenant, session.Source, session.Subject, cancel) is { } known)
        {
            return await sessions.Find(tenant, known, cancel);
        }
        var details = new
        {
            channel = call.Channel, ani = call.Ani, dnis = call.Dnis, queue = call.Queue, campaign = call.Campaign,
            customer = new { callerIdName = call.CallerIdName, sipAddress = call.SipAddress, email = call.Email, phone = call.Ani }, items = call.Items,
        };
        var told = await desk.Tell(tenant, who, Fact(session, ids.Next<FlowRun>().Value, FactTypes.Changed, details), hub, cancel);
        var id = told is SessionOutcome.Taken(var made) ? made : await sessions.Named(tenant, session.Source, session.Subject, cancel);
        return id is null ? null : await sessions.Find(tenant, id.Value, cancel);
    }

    /// <param name="before">How the run stood before this leg of it.</param>
    public Task Tell(Id<Tenant> tenant, string hub, FlowRun run, FlowSession? session, RunState before) =>
        session is null || run.Flow is not { } flow ? Task.CompletedTask
            : Task.WhenAll(Facts(run.State, before).ToList().Select(fact => Tell(tenant, hub, run, flow, Fact(session, $"{run.Id}.{run.Leg}.{fact.Name}", fact.Type, fact.Data))));

    private async Task Tell(Id<Tenant> tenant, string hub, FlowRun run, FlowUsed flow, ToldFact fact)
    {
        try
        {
            // Nobody who hangs up keeps what was found from being told.
            if (await desk.Tell(tenant, $"Call flow {flow.Name}", fact, hub, CancellationToken.None) is { } outcome and not (SessionOutcome.Taken or SessionOutcome.Known))
            {
                FlowLog.NotTold(log, null, run.Id.Value, outcome.ToString());
            }
        }
        catch (Exception broke)
        {
            FlowLog.NotTold(log, broke, run.Id.Value, broke.Message);
        }
    }

    private static IEnumerable<(string Name, string Type, object Data)> Facts(RunState state, RunState before)
    {
        var items = state.Items.Where(i => before.Items.GetValueOrDefault(i.Key) != i.Value).ToDictionary(i => i.Key, i => (string?)i.Value, StringComparer.Ordinal);
        foreach (var gone in before.Items.Keys.Where(name => !state.Items.ContainsKey(name)))
        {
            items[gone] = null;
        }
        // The desk's own routing reads these two.
        if (state.Priority is { } priority && priority != before.Priority)
        {
            items["priority"] = priority.ToString(CultureInfo.InvariantCulture);
        }
        if (state.Skills.Count > 0 && !state.Skills.SequenceEqual(before.Skills))
        {
            items["skills"] = string.Join(", ", state.Skills);
        }
        if (items.Count > 0)
        {
            // What is null must be written: it takes a variable away.
            yield return ("items", FactTypes.Items, new { items = items.ToDictionary(i => i.Key, i => JsonSerializer.SerializeToElement(i.Value), StringComparer.Ordinal) });
        }
        var records = state.Records.Where(r => !before.Records.Any(b => b.IsSame(r) && b.Open == r.Open)).Select(r => Told(r, false))
            .Concat(state.Candidates.Where(c => !before.Candidates.Any(c.IsSame)).Select(c => Told(c, true))).ToList();
        if (records.Count > 0)
        {
            yield return ("recognised", FactTypes.Recognised, new { records });
        }
        if (state.Queue is { } queue && queue != before.Queue)
        {
            yield return ("queue", FactTypes.Changed, new { queue });
        }
    }

    private static object Told(RecognisedRecord r, bool candidate) => new { r.Connection, r.RecordType, r.Record, name = Cut(r.Name, 200), r.Url, why = Cut(r.Why, 500), r.Open, r.Values, candidate };

    private static string? Cut(string? text, int most) => text is null ? null : Core.Mapping.Renderer.CutTo(text, most);

    private ToldFact Fact(FlowSession session, string id, string type, object data) =>
        new(session.Source, id, type, session.Subject, time.GetUtcNow(), JsonSerializer.SerializeToElement(data, Json.Options));
}
