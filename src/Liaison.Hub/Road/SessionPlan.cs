using Liaison.Core.Deliveries;
using Liaison.Core.Feeds;
using Liaison.Core.Identification;
using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Feeds;
using Liaison.Storage.Configuration;
using Liaison.Storage.Sessions;
using Connection = Liaison.Core.Connecting.Connection;

namespace Liaison.Hub.Road;

/// <summary>Decides what a change of a session sets off in each connected system that takes conversations.</summary>
public sealed class SessionPlan(ConnectorCatalog connectors, RecordTypes recordTypes, FeedSetups feeds, IdSource ids)
{
    /// <summary>
    /// So long a conversation that has ended is left to settle before it is written: what follows at once (wrap-up, disposition, the last lines) goes along in the same call.
    /// </summary>
    public static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    public IReadOnlyList<Delivery> Plan(TenantSetup setup, SessionChange change, SessionCause cause) =>
        [.. setup.Connections.Values.Where(c => c.Enabled && c.Id.Value != cause.Connection).SelectMany(c => Plan(c, setup, change, cause).Concat(Feed(c, change, cause)))];

    private IEnumerable<Delivery> Plan(Connection connection, TenantSetup setup, SessionChange change, SessionCause cause)
    {
        if (ConversationRules.Of(setup, connection, connectors) is not { Vocabulary: { } vocabulary, Policy: { Automatic: true } policy, Identification: var identification }
            || (!policy.Filing.OtherPhones && change.After.Items.GetValueOrDefault("otherPhone") == "true"))
        {
            yield break;
        }
        var after = change.After;
        var planner = new ConversationPlanner(connection, policy, vocabulary, identification, name => recordTypes.Known(connection, name));
        var light = new SessionLight(HubOf(cause.Url, after.Id), TimeZoneInfo.Utc);
        var facts = new Facts(path => SessionFacts.Find(after, light, path));
        if (Answered(change) && planner.PlanCaseDuringContact(ids.Next<Delivery>(), cause.Event, after, facts, cause.Now) is { } opened)
        {
            yield return opened;
        }
        var wrapUp = setup.Desk.WrapUpAfter(after.Queue, after.Campaign);
        var waits = policy.Times.WaitsUntil(after, wrapUp);
        // What was held back until the wrap-up goes as a whole now.
        var waited = change.AfterEnd && waits is null && change.Before is { } before && policy.Times.WaitsUntil(before, wrapUp) is not null;
        Delivery Later(Delivery planned) => planned with
        {
            NotBefore = waits > cause.Now + Settle ? waits : cause.Now + Settle, Supersedes = true,
            // What waits for long must not hold up what people do by hand meanwhile.
            Lane = waits is null || planned.Kind == DeliveryKind.Attach ? planned.Lane : Delivery.LaneOf(connection.Id, after.Id.Value + "/waits"),
        };
        foreach (var moment in MomentsOf(change, policy.Times))
        {
            if (planner.Plan(ids.Next<Delivery>(), cause.Event, after, moment, facts, cause.Now) is not { } delivery)
            {
                continue;
            }
            yield return moment == Moment.Started ? delivery : Later(delivery);
            if (moment == Moment.Started || (moment == Moment.Ended && after.EndedAt is null))
            {
                continue;
            }
            if ((waited || IsNewsForCampaigns(change)) && planner.PlanCampaign(ids.Next<Delivery>(), cause.Event, after, facts, cause.Now) is { } member)
            {
                yield return Later(member);
            }
            var push = policy.Times.LeavesOut(after) ? policy.Push with { Notes = false } : policy.Push;
            foreach (var file in ConversationFiles.Of(change.AfterEnd && !waited ? change.Before : null, after, push, cause.Url, stored => light.FileOf(after.Id, stored)))
            {
                yield return Later(ConversationFiles.Plan(ids.Next<Delivery>(), cause.Event, connection, delivery.Draft.RecordType, after, file, cause.Now));
            }
        }
    }

    private IEnumerable<Delivery> Feed(Connection connection, SessionChange change, SessionCause cause) => feeds.Of(connection) is { IsAnything: true } switches
        ? new SessionFeed(connection, switches, ids.Next<Delivery>, cause.Event, new SessionLight(HubOf(cause.Url, change.After.Id), TimeZoneInfo.Utc), cause.Now, cause.Now + Settle).Of(change)
        : [];

    /// <summary>An agent is in contact since this change, and still is.</summary>
    private static bool Answered(SessionChange change) => !change.AfterEnd && change.After is { ChannelKnown: true, AnsweredAt: not null, EndedAt: null }
        && change.Before is not { ChannelKnown: true, AnsweredAt: not null };

    // Whoever joined once has joined; what comes late concerns a campaign only if it says another person or another campaign.
    private static bool IsNewsForCampaigns(SessionChange change) =>
        !change.AfterEnd || change.Before is not { } before || before.Campaign != change.After.Campaign || before.Customer != change.After.Customer;

    /// <summary>What comes after the end is written like the end itself, onto the same records; so is what stands when an agent passes a written conversation on.</summary>
    private static IEnumerable<Moment> MomentsOf(SessionChange change, WritingTimes times) =>
        times.Releases(change) ? [.. change.Moments, Moment.Ended]
        : change.Moments.Count > 0 ? change.Moments
        : change.AfterEnd ? [change.After.Channel == Channel.Offline ? Moment.OfflineMessageReceived : Moment.Ended]
        : [];

    private static string HubOf(string page, Id<Session> session) => page[..^SessionLight.Path(session).Length];
}
