using Liaison.Connectors.VirtualObserver;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Feeds;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Xunit;

namespace Liaison.Tests.Connectors.VirtualObserver;

/// <summary>Change events hold to what every connector must hold to.</summary>
[Trait("row", "A168")]
public sealed class EventContractTest : ConnectorContract
{
    /// <summary>Answers that say yes: what stands in them beside that is nobody's business.</summary>
    private static readonly string[] Bounded = ["twenty megabytes", "two million elements", "a gzip bomb", "a broken gzip", "a web page"];

    protected override async Task<ContractBench> Start() => new Bench(await ObserverBench.Start());

    protected override (FaultKind Kind, bool InDoubt)? Expected(Storm storm) => storm switch
    {
        Storm.Throttled => (FaultKind.Throttled, false),
        Storm.OutOfService => (FaultKind.Unavailable, true),
        Storm.WrongCredentials => (FaultKind.Credentials, false),
        Storm.Slow => (FaultKind.TimedOut, true),
        Storm.AnswerLostAfterTheWork or Storm.ConnectionReset => (FaultKind.Unreachable, true),
        Storm.SignInPage => (FaultKind.Unknown, true),
        // Yes is all that is asked for.
        Storm.EmptyAnswer => null,
        _ => throw new ArgumentOutOfRangeException(nameof(storm)),
    };

    // Nobody can be asked: it is sent again with the same id.
    protected override void Looked(Written? found) => Assert.Null(found);

    protected override void Judge(string hostile, Outcome<Written> outcome)
    {
        if (Bounded.Contains(hostile))
        {
            base.Judge(hostile, outcome);
            return;
        }
        Assert.Equal("active", ConfirmBench.Value(outcome).Record);
    }

    private sealed class Bench(ObserverBench observer) : ContractBench
    {
        private VirtualObserverSettings Events => observer.Settings with { SendEvents = true };

        public override object Connector { get; } = observer.Open(observer.Settings with { SendEvents = true });

        public override IReadOnlyList<string> Secrets { get; } = [ObserverBench.Key];

        public override object OpenAt(Uri address) => observer.Open(Events with { InstanceHost = address.Authority });

        public override Draft New(string key) => new()
        {
            RecordType = FeedWords.SessionEvent,
            Reference = FeedDelivery.Reference,
            Key = key,
            TriggeredAt = TimeProvider.System.GetUtcNow(),
            Fields = [.. new[] { ("event.id", key), ("event.sequence", "1"), ("event.state", "active"), ("session.externalId", "call-1") }.Select(f => new RenderedField(f.Item1, false, f.Item2, f.Item1))],
        };

        public override Task<Outcome<Written>> Send(object connector, Draft draft, Calls calls, CancellationToken cancel) => ((ITakeEvents)connector).Send(draft, calls, cancel);

        public override Task Strike(Storm storm) => observer.Sandbox.Fault(storm switch
        {
            Storm.Throttled => new { kind = "server-error", code = 429, count = 1 },
            Storm.OutOfService => new { kind = "server-error", count = 1 },
            Storm.WrongCredentials => new { kind = "server-error", code = 401, count = 1 },
            Storm.Slow => new { kind = "slow", operation = "event", milliseconds = 60_000, count = 1 },
            Storm.AnswerLostAfterTheWork => new { kind = "drop-reply", operation = "event", count = 1 },
            Storm.ConnectionReset => new { kind = "reset", count = 1 },
            Storm.SignInPage => new { kind = "html", count = 1 },
            Storm.EmptyAnswer => (object)new { kind = "refuse", operation = "event", code = 202, message = "", count = 1 },
            _ => throw new ArgumentOutOfRangeException(nameof(storm)),
        });

        /// <summary>As its receiver counts: what has the same id is the same.</summary>
        public override Task<int> CountOf(string key) =>
            Task.FromResult(observer.Sandbox.Site.Events.Select(e => System.Text.Json.JsonDocument.Parse(e.Body).RootElement.GetProperty("id").GetString()).Where(id => id == key).Distinct().Count());

        public override ValueTask DisposeAsync() => observer.DisposeAsync();
    }
}
