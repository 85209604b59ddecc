using Liaison.Connectors.Http;
using Liaison.Core.Deliveries;

namespace Liaison.Tests.Connectors.Salesforce;

public sealed class SalesforceContractTest : RecordContract
{
    protected override async Task<ContractBench> Start() => new Bench(await SalesforceBench.Start());

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

    private sealed class Bench(SalesforceBench sales) : ContractBench
    {
        public override object Connector { get; } = sales.Open(sales.Settings with { TimeoutSeconds = 5 });

        public override IReadOnlyList<string> Secrets { get; } = [SalesforceBench.Secret, sales.Grant!.Access.Value!, sales.Grant.Refresh!.Value.Value!];

        // Descriptions come from the stand-in: it is the write that meets the other server.
        public override object OpenAt(Uri address) => sales.Open(sales.Settings with { TimeoutSeconds = 5 }, new HttpClient(new Elsewhere(address)) { Timeout = Timeout.InfiniteTimeSpan });

        public override Draft New(string key) => sales.Draft("Case", key, ("Subject", "The lamp is out"), ("Description", "It was dark"));

        public override Task Strike(Storm storm) => sales.Fault(storm switch
        {
            Storm.Throttled => new { kind = "throttle", operation = "composite" },
            Storm.OutOfService => new { kind = "server-error", operation = "composite" },
            Storm.WrongCredentials => new { kind = "expire-token", operation = "composite" },
            Storm.Slow => new { kind = "slow", operation = "composite", milliseconds = 60_000 },
            Storm.AnswerLostAfterTheWork => new { kind = "drop-reply", operation = "composite" },
            Storm.ConnectionReset => new { kind = "reset", operation = "composite" },
            Storm.SignInPage => new { kind = "html", operation = "composite", status = 200 },
            Storm.EmptyAnswer => (object)new { kind = "truncate", operation = "composite" },
            _ => throw new ArgumentOutOfRangeException(nameof(storm)),
        });

        public override async Task<int> CountOf(string key) => (await sales.Rows($"SELECT Id FROM Case WHERE Liaison_Session_Id__c = '{key}'")).Count;

        public override ValueTask DisposeAsync() => sales.DisposeAsync();
    }

    private sealed class Elsewhere : DelegatingHandler
    {
        private readonly Uri address;

        public Elsewhere(Uri address) : base(GuardedSockets.Handler(allowInternalAddresses: true, TimeSpan.FromSeconds(10))) => this.address = address;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith("/describe", StringComparison.Ordinal))
            {
                request.RequestUri = new UriBuilder(request.RequestUri) { Host = address.Host, Port = address.Port }.Uri;
            }
            return base.SendAsync(request, cancellationToken);
        }
    }
}
