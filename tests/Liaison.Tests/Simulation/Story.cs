using System.Globalization;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Storage.Configuration;
using Liaison.Storage.Road;
using Liaison.Tests.CoreParts;

namespace Liaison.Tests.Simulation;

/// <summary>An hour of bad weather from one seed: cases are opened and changed, hubs die, stand still and have wrong clocks; then calm until all has ended.</summary>
internal sealed class Story
{
    private static readonly TimeSpan Storm = TimeSpan.FromHours(1);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private static readonly Template Create = Sample.Template(TemplateKind.Create, Notes);
    private static readonly Template Update = Sample.Template(TemplateKind.Update, Notes);
    private static readonly Connection Connection = new(Create.Connection, Sample.Case.Tenant, "sim", "Sim", true, "{}", null, null, 1);
    private static readonly TenantSetup Setup = new(Sample.Case.Tenant, Empty<Liaison.Core.Cases.CaseType>(), Empty<IReadOnlyList<Liaison.Core.Rules.Rule>>(), Empty<Template>(), Empty<Reference>(), Empty<Connection>());
    private readonly VirtualTime time = new(Sample.Noon);
    private readonly Random random;
    private readonly bool looks;
    private readonly SimQueue queue;
    private readonly SimSystem system;
    private readonly IdSource ids;
    private readonly List<SimHub> hubs = [];
    private readonly DateTimeOffset over;
    private TimeSpan behind;
    private bool parkedSeen;

    private Story(int seed, bool looks)
    {
        (random, this.looks, over) = (new Random(seed), looks, time.Now + Storm);
        (queue, system, ids) = (new SimQueue(time), new SimSystem(time, random, random.NextDouble() * 0.6), new IdSource(time, new Random(seed)));
    }

    private static MappingRow Notes => new(new RowSource(Fact: "case.values.place"), new RowTarget(Field: "Notes"));

    /// <summary>Every rule that was broken; none when all is well.</summary>
    /// <param name="looks">False for runners that forget what may have been done.</param>
    public static IReadOnlyList<string> Play(int seed, bool looks = true)
    {
        var story = new Story(seed, looks);
        return story.time.Run(story.Play);
    }

    private List<string> Play()
    {
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            Start(random.Next(5) == 0 ? TimeSpan.FromMinutes(random.Next(-10, 11)) : TimeSpan.Zero);
        }
        for (var n = random.Next(2, 6); n > 0; n--)
        {
            Accept(n);
        }
        time.At(over, () => system.Over = true);
        while (queue.Rows.Exists(r => !r.State.HasEnded()) || time.Now < over)
        {
            if (queue.Parked && !parkedSeen)
            {
                parkedSeen = true;
                time.In(TimeSpan.FromMinutes(random.Next(1, 30)), Correct);
            }
            if (!time.Step())
            {
                return [$"Nothing happens any more, but {queue.Rows.Count(r => !r.State.HasEnded())} deliveries have not ended."];
            }
            if (time.Now > over + TimeSpan.FromDays(3))
            {
                return ["Three days later it has not ended."];
            }
        }
        return [.. Broken()];
    }

    /// <summary>A case that is opened, and changed a few times within the hour.</summary>
    private void Accept(int number)
    {
        var subject = Sample.Case with { Id = ids.Next<Liaison.Core.Cases.Case>(), Number = $"C-{number:D6}" };
        var moments = Enumerable.Range(0, random.Next(2, 9)).Select(_ => Storm * random.NextDouble()).Order().ToList();
        for (var at = 0; at < moments.Count; at++)
        {
            var (template, marker) = (at == 0 ? Create : Update, $"{subject.Number}/{at.ToString(CultureInfo.InvariantCulture)}");
            time.In(moments[at], () =>
            {
                var changed = subject with { Values = new Dictionary<string, string>(StringComparer.Ordinal) { ["place"] = marker } };
                queue.Accept(new Row(queue.Rows.Count + 1, Planner.Plan(ids.Next<Delivery>(), ids.Next<Event>(), template, changed, Sample.Type, null, time.Now, 0), marker));
                LookAll();
            });
        }
    }

    private void Start(TimeSpan skew)
    {
        behind = -skew > behind ? -skew : behind;
        var hub = new SimHub(time, queue, system, Setup, Connection, random, skew, looks);
        hubs.Add(hub);
        hub.Look();
        Watch(hub);
        var life = TimeSpan.FromMinutes(-8 * Math.Log(1 - random.NextDouble()));
        if (time.Now + life > over)
        {
            return;
        }
        time.In(life, () =>
        {
            if (random.Next(3) > 0)
            {
                hub.Kill();
                LeaseEnds(hub);
                time.In(TimeSpan.FromSeconds(random.Next(1, 5)), () => Start(skew));
                return;
            }
            hub.StandStill();
            var pause = TimeSpan.FromSeconds(random.Next(1, 90));
            if (pause > DeliveryQueue.Lease)
            {
                LeaseEnds(hub);
            }
            time.In(pause, () =>
            {
                hub.GoOn();
                hub.Look();
            });
        });
    }

    /// <summary>Looks in the database every now and then, as the claimer does.</summary>
    private void Watch(SimHub hub)
    {
        if (!hub.Dead)
        {
            hub.Look();
            time.In(time.Now < over ? TimeSpan.FromSeconds(5) : TimeSpan.FromMinutes(1), () => Watch(hub));
        }
    }

    /// <summary>A sign of life came at most a beat ago, and within a beat after the lease somebody sees that it has run out.</summary>
    private void LeaseEnds(SimHub hub) => time.In(DeliveryQueue.Lease - (Beat * random.NextDouble()) + (Beat * random.NextDouble()), () =>
    {
        if (hub.Dead || hub.Stands)
        {
            queue.Recover(hub);
            LookAll();
        }
    });

    private void Correct()
    {
        (queue.Parked, parkedSeen) = (false, false);
        queue.Free();
        LookAll();
    }

    private void LookAll() => hubs.ForEach(hub => hub.Look());

    private IEnumerable<string> Broken()
    {
        foreach (var row in queue.Rows)
        {
            var effects = system.Records.Sum(r => r.Markers.Count(m => m == row.Marker));
            if (effects > 1)
            {
                yield return $"{row.Marker} was done {effects} times.";
            }
            if (row.State == DeliveryState.Delivered ? effects == 0 : row is not { State: DeliveryState.Dead, Attempts: 10 } and not { State: DeliveryState.Failed, Fault.Kind: FaultKind.NotFound })
            {
                yield return $"{row.Marker} was lost: {row.State} after {row.Attempts} attempts, {row.Fault}.";
            }
        }
        foreach (var twice in system.Records.GroupBy(r => r.Key).Where(g => g.Count() > 1))
        {
            yield return $"There are {twice.Count()} records {twice.Key}.";
        }
        foreach (var record in system.Records.Where(r => !r.Markers.SequenceEqual(r.Markers.OrderBy(m => int.Parse(m.AsSpan(m.IndexOf('/') + 1), CultureInfo.InvariantCulture)))))
        {
            yield return $"{record.Key} was written out of order: {string.Join(", ", record.Markers)}.";
        }
        // Two looks in calm times, the lease and its beats, and nobody being there while the only hub starts anew or stands still. A clock that is behind finds things due later.
        if (queue.LongestHoldUp > TimeSpan.FromSeconds(60 + 8 + 4 + 90) + behind)
        {
            yield return $"A delivery that was free and due was held up for {queue.LongestHoldUp}.";
        }
    }

    private static Dictionary<string, T> Empty<T>() => new(StringComparer.Ordinal);
}
