using System.Text.Json;
using Liaison.Core.Sessions;
using Liaison.Core.Sessions.Facts;
using Liaison.Core.Simulation;
using Xunit;

namespace Liaison.Tests.Simulator;

/// <summary>A contact centre that does not exist behaves as one that does.</summary>
public sealed class ContactCentreTest
{
    private static readonly SimulationOrder Order = new(Speed: 60, Agents: 8, Minutes: 10, Seed: 7);
    private static readonly TimeSpan FourHours = TimeSpan.FromHours(4);

    [Fact]
    public void The_same_seed_gives_the_same_day_however_often_it_is_asked_and_another_seed_another()
    {
        Assert.Equal(Written(Samples.Play(Order, FourHours)), Written(Samples.Play(Order, FourHours)));
        Assert.NotEqual(Written(Samples.Play(Order, FourHours)), Written(Samples.Play(Order with { Seed = 8 }, FourHours)));
        var inPieces = new ContactCentre(Order, Samples.Material);
        var happened = Enumerable.Range(1, 1440).SelectMany(step => inPieces.Until(TimeSpan.FromSeconds(10 * step))).ToList();
        Assert.Equal(Written(Samples.Play(Order, FourHours, close: false)), Written(happened));
    }

    [Fact]
    public void Every_fact_is_one_that_a_hub_takes()
    {
        var told = Samples.Play(Order, FourHours).OfType<Happening.Told>().ToList();
        Assert.True(told.Count > 1_000, $"{told.Count} facts");
        Assert.All(told, fact =>
        {
            using var data = JsonDocument.Parse(fact.Data.ToJsonString());
            Assert.Empty(FactCheck.Problems(FactTypes.Find(fact.Type)!, data.RootElement, Samples.Start.AddYears(1)));
        });
    }

    [Fact]
    public void Facts_come_in_the_order_of_time_and_of_each_session_one_by_one()
    {
        var happened = Samples.Play(Order, FourHours);
        Assert.Equal(happened.Select(h => h.At).Order(), happened.Select(h => h.At));
        Assert.All(happened.OfType<Happening.Told>().GroupBy(fact => fact.Session), facts => Assert.Equal(Enumerable.Range(1, facts.Count()), facts.Select(fact => fact.Number)));
    }

    [Fact]
    public void What_is_told_adds_up_to_what_is_counted()
    {
        var centre = new ContactCentre(Order, Samples.Material);
        var happened = centre.Until(FourHours).Concat(centre.Close()).ToList();
        var (counts, sessions) = (centre.Counts, Samples.Sessions(happened));
        Assert.Equal(counts.Began, sessions.Count);
        Assert.Equal(0, counts.Open);
        Assert.All(sessions, session => Assert.NotNull(session.EndedAt));
        Assert.Equal(counts.Answered, sessions.Count(s => s.AnsweredAt is not null || s.Interactions.Any(i => i.AnsweredAt is not null)));
        Assert.Equal(counts.Messages, sessions.Count(s => s.Status == "message"));
        Assert.Equal(counts.Transferred, sessions.Sum(s => s.Interactions.Count(i => i.TransferredTo is not null)));
        Assert.Equal(counts.Began, counts.Answered + counts.Messages + sessions.Count(s => s.Channel != Channel.Offline && s.Interactions.All(i => i.AnsweredAt is null)));
        Assert.All(sessions.Where(s => s.Status == "answered" && s.WrapUpEndedAt is not null), s => Assert.False(string.IsNullOrEmpty(s.Disposition)));
        Assert.True(sessions.Count(s => s.WrapUpEndedAt is not null) > 0.9 * counts.Answered);
    }

    [Fact]
    public void No_agent_has_two_contacts_at_once_and_nobody_is_answered_before_they_came()
    {
        var sessions = Samples.Sessions(Samples.Play(Order, FourHours));
        Assert.All(sessions.SelectMany(s => s.Interactions).GroupBy(leg => leg.Agent.Id), legs =>
        {
            var inOrder = legs.OrderBy(leg => leg.OfferedAt).ToList();
            Assert.All(inOrder.Zip(inOrder.Skip(1)), pair => Assert.True(pair.First.EndedAt <= pair.Second.OfferedAt, $"{legs.Key}: {pair.First.EndedAt:O} {pair.Second.OfferedAt:O}"));
        });
        Assert.All(sessions, s => Assert.All(s.Interactions, leg => Assert.True(leg.OfferedAt >= s.StartedAt && (leg.AnsweredAt is null || leg.AnsweredAt >= leg.OfferedAt) && leg.EndedAt >= leg.OfferedAt)));
        Assert.All(sessions.Where(s => s.Channel == Channel.Chat), s => Assert.Equal(s.Transcript.Select(l => l.Key).Order(StringComparer.Ordinal), s.Transcript.Select(l => l.Key)));
    }

    [Fact]
    public void Fewer_agents_for_the_same_people_make_them_wait_longer_and_give_up_more_often()
    {
        var byAgents = new[] { 5, 7, 9, 14 }.Select(agents =>
        {
            var centre = new ContactCentre(Order with { Agents = agents, ContactsPerHour = 150 }, Samples.Material);
            centre.Until(FourHours);
            return centre.Counts;
        }).ToList();
        Assert.Single(byAgents.Select(c => c.Began).Distinct());
        Assert.Equal(byAgents.OrderByDescending(c => c.MeanWaitSeconds), byAgents);
        Assert.Equal(byAgents.OrderByDescending(c => c.Abandoned), byAgents);
        Assert.True(byAgents[0].MeanWaitSeconds > 60 && byAgents[^1].MeanWaitSeconds < 15, $"{byAgents[0].MeanWaitSeconds} {byAgents[^1].MeanWaitSeconds}");
        Assert.True(byAgents[0].Abandoned > 0.15 * byAgents[0].Began && byAgents[^1].Abandoned < 0.06 * byAgents[^1].Began, $"{byAgents[0].Abandoned} {byAgents[^1].Abandoned} of {byAgents[0].Began}");
    }

    [Fact]
    public void As_many_are_there_as_come_in_the_time_that_they_stay()
    {
        // Little's law: the mean number present is the rate of arrival times the mean stay.
        var (hours, order) = (6, new SimulationOrder(Speed: 60, Agents: 20, Seed: 3));
        var centre = new ContactCentre(order, Samples.Material);
        var (present, happened, step) = (new List<int>(), new List<Happening>(), TimeSpan.FromSeconds(20));
        for (var at = step; at <= TimeSpan.FromHours(hours); at += step)
        {
            happened.AddRange(centre.Until(at));
            present.Add(centre.Counts.Open);
        }
        var stays = Samples.Sessions(happened.Concat(centre.Close())).Where(s => s.Channel != Channel.Offline).ToList();
        var expected = stays.Count / (hours * 3600.0) * stays.Average(s => (s.EndedAt - s.StartedAt)!.Value.TotalSeconds);
        Assert.InRange(present.Average() / expected, 0.97, 1.03);
    }

    [Fact]
    public void Agents_come_take_pauses_and_are_never_in_two_places()
    {
        var moves = Samples.Play(Order, TimeSpan.FromHours(8), close: false).OfType<Happening.Moved>().ToList();
        Assert.Equal(8, moves.Select(m => m.Agent.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(moves.GroupBy(m => m.Agent), its =>
        {
            Assert.Equal(AgentPlace.InQueue, its.First().Place);
            Assert.All(its.Zip(its.Skip(1)), pair => Assert.NotEqual(pair.First.Place, pair.Second.Place));
            Assert.All(its, move => Assert.Equal(move.Place == AgentPlace.Away, move.Reason is not null));
        });
        Assert.True(moves.Count(m => m.Place == AgentPlace.Away) >= 16, $"{moves.Count(m => m.Place == AgentPlace.Away)} pauses");
        Assert.Equal(60, SimulatedAgent.Some(60).DistinctBy(a => a.Email).DistinctBy(a => a.Name).DistinctBy(a => a.Id).Count());
    }

    [Fact]
    public void People_speak_several_languages_and_nobody_is_real()
    {
        var sessions = Samples.Sessions(Samples.Play(Order with { Agents = 30 }, FourHours));
        Assert.Superset(new HashSet<string>(["en", "fr", "zh", "ko", "hi"]), Samples.Material.Chats.Select(chat => chat.Language).ToHashSet(StringComparer.Ordinal));
        Assert.True(sessions.SelectMany(s => s.Transcript).Select(l => l.Text).Distinct(StringComparer.Ordinal).Count() > 200);
        Assert.All(sessions, s =>
        {
            Assert.EndsWith("@sample.example", s.Customer.Email, StringComparison.Ordinal);
            Assert.Matches(@"^\+44 20 7946 0\d{3}$", s.Customer.Phone);
        });
        Assert.True(sessions.GroupBy(s => s.Customer.Email).Count(g => g.Count() > 1) > 10, "Nobody comes twice.");
    }

    private static string Written(IEnumerable<Happening> happened) => string.Join('\n', happened.Select(h => h switch
    {
        Happening.Told told => $"{told.At} {told.Session} {told.Number} {told.Type} {told.Data.ToJsonString()}",
        Happening.Moved moved => $"{moved.At} {moved.Agent.Id} {moved.Place} {moved.Reason}",
        _ => throw new InvalidOperationException(),
    }));
}
