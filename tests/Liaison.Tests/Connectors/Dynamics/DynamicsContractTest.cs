using Liaison.Connectors.Dynamics;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Tests.Sandbox.Dynamics;

namespace Liaison.Tests.Connectors.Dynamics;

public sealed class DynamicsContractTest : RecordContract
{
    protected override async Task<ContractBench> Start()
    {
        var bench = new Bench(await DynamicsBench.Start());
        // Descriptions travel in batches as writes do: they are there before anything is struck.
        ConfirmBench.Value(await ((IDescribe)bench.Connector).Describe(new Calls(), ConfirmBench.Cancel));
        return bench;
    }

    protected override (FaultKind Kind, bool InDoubt)? Expected(Storm storm) => storm switch
    {
        Storm.Throttled => (FaultKind.Throttled, false),
        Storm.OutOfService => (FaultKind.Unavailable, true),
        Storm.WrongCredentials => (FaultKind.Credentials, false),
        Storm.Slow => (FaultKind.TimedOut, true),
        Storm.AnswerLostAfterTheWork or Storm.ConnectionReset => (FaultKind.Unreachable, true),
        Storm.SignInPage => (FaultKind.Unknown, true),
        Storm.EmptyAnswer => (FaultKind.Unknown, true),
        _ => throw new ArgumentOutOfRangeException(nameof(storm)),
    };

    private sealed class Bench(DynamicsBench dynamics) : ContractBench
    {
        public override object Connector { get; } = dynamics.Open(dynamics.Settings with { TimeoutSeconds = 5 });

        public override IReadOnlyList<string> Secrets { get; } = [DynamicsSandbox.ClientKey, dynamics.Grant!.Access.Value!, dynamics.Grant.Refresh!.Value.Value!];

        // Descriptions come from the stand-in: it is the write that meets the other server.
        public override object OpenAt(Uri address) => dynamics.Open(dynamics.Settings with { TimeoutSeconds = 5 }, new HttpClient(new Elsewhere(address)) { Timeout = Timeout.InfiniteTimeSpan });

        public override Draft New(string key) => dynamics.Draft("task", key, ("subject", "The lamp is out"), ("description", "It was dark"));

        public override Task Strike(Storm storm) => dynamics.Fault(storm switch
        {
            Storm.Throttled => new { kind = "throttle", operation = "batch", count = 1 },
            Storm.OutOfService => new { kind = "server-error", operation = "batch", count = 1 },
            Storm.WrongCredentials => new { kind = "expire-token", operation = "batch", count = 2 },
            Storm.Slow => new { kind = "slow", operation = "batch", milliseconds = 60_000, count = 1 },
            Storm.AnswerLostAfterTheWork => new { kind = "drop-reply", operation = "batch", count = 1 },
            Storm.ConnectionReset => new { kind = "reset", operation = "batch", count = 1 },
            Storm.SignInPage => new { kind = "html", operation = "batch", status = 200, count = 1 },
            Storm.EmptyAnswer => (object)new { kind = "truncate", operation = "batch", count = 1 },
            _ => throw new ArgumentOutOfRangeException(nameof(storm)),
        });

        public override async Task<int> CountOf(string key) => (await dynamics.Sandbox.Look($"keys/{OurKey.IdOf("task", key):D}")).GetProperty("records").GetArrayLength();

        public override ValueTask DisposeAsync() => dynamics.DisposeAsync();
    }

    private sealed class Elsewhere : DelegatingHandler
    {
        private readonly Uri address;

        public Elsewhere(Uri address) : base(GuardedSockets.Handler(allowInternalAddresses: true, TimeSpan.FromSeconds(10))) => this.address = address;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is not null && (await request.Content.ReadAsStringAsync(cancellationToken)).Contains("changeset_", StringComparison.Ordinal))
            {
                request.RequestUri = new UriBuilder(request.RequestUri!) { Host = address.Host, Port = address.Port }.Uri;
            }
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
