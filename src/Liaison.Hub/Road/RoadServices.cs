using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Feeds;
using Liaison.Hub.Hosting;
using Liaison.Hub.Workers;
using Liaison.Storage;
using Liaison.Storage.Cases;
using Liaison.Storage.Configuration;
using Liaison.Storage.Feeds;
using Liaison.Storage.Retention;
using Liaison.Storage.Road;
using Liaison.Storage.Secrets;

namespace Liaison.Hub.Road;

/// <summary>Puts the durable road together.</summary>
public static class RoadServices
{
    /// <summary>All that decides, stores and reads; needs <see cref="Database"/>, <see cref="KeyRing"/>, the stores of configuration and the connectors.</summary>
    public static IServiceCollection AddRoad(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<Random>(static _ => new LockedRandom())
        .AddSingleton(static s => new IdSource(s.GetRequiredService<TimeProvider>(), s.GetRequiredService<Random>()))
        .AddSingleton(static s => HubIdentity.New(s.GetRequiredService<IdSource>()))
        .AddSingleton<SecretBox>()
        .AddSingleton<Setups>()
        .AddSingleton<RecordTypes>()
        .AddSingleton<CaseStore>()
        .AddSingleton<CaseNumbers>()
        .AddSingleton<WakeUp>()
        .AddSingleton<FreshDeliveries>()
        .AddSingleton(static s => new Intake(s.GetRequiredService<Database>(), s.GetRequiredService<FreshDeliveries>(), s.GetRequiredService<HubIdentity>().Owner, s.GetRequiredService<WakeUp>().Work.Set))
        .AddSingleton<DeliveryQueue>()
        .AddSingleton<DeliveryLookups>()
        .AddSingleton<CaseDesk>()
        .AddSingleton<FeedSetups>()
        .AddSingleton<AgentChangeStore>()
        .AddSingleton<AgentFeeds>()
        .AddHostedService<Listener>();

    /// <summary>The workers that carry deliveries out and keep the house; they need what serves cases.</summary>
    public static IServiceCollection AddWorkers(this IServiceCollection services) => services
        .AddSingleton(RetrySchedule.Standard)
        .AddSingleton<RunnerGrace>()
        .AddSingleton<ReadBack>()
        .AddSingleton<Memorising>()
        .AddSingleton<StepWork>()
        .AddSingleton<Runner>()
        .AddHostedService<Caretaker>()
        .AddHostedService<FileSweep>()
        .AddSingleton<RetentionRounds>()
        .AddHostedService<Retention>()
        .AddHostedService<Claimer>();
}

/// <summary>Chance for many threads at once.</summary>
internal sealed class LockedRandom : Random
{
    private readonly Lock gate = new();

    public override double NextDouble()
    {
        lock (gate)
        {
            return base.NextDouble();
        }
    }

    public override int Next(int maxValue)
    {
        lock (gate)
        {
            return base.Next(maxValue);
        }
    }

    public override long NextInt64()
    {
        lock (gate)
        {
            return base.NextInt64();
        }
    }
}
