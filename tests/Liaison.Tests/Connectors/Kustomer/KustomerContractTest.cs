using Liaison.Core.Deliveries;

namespace Liaison.Tests.Connectors.Kustomer;

public sealed class KustomerContractTest : RecordContract
{
    protected override async Task<ContractBench> Start() => new Bench(await KustomerBench.Start());

    protected override (FaultKind Kind, bool InDoubt)? Expected(Storm storm) => storm switch
    {
        Storm.Throttled => (FaultKind.Throttled, false),
        Storm.OutOfService => (FaultKind.Unavailable, true),
        Storm.WrongCredentials => (FaultKind.Credentials, false),
        Storm.Slow => (FaultKind.TimedOut, true),
        Storm.AnswerLostAfterTheWork or Storm.ConnectionReset => (FaultKind.Unreachable, true),
        Storm.SignInPage => (FaultKind.Unavailable, true),
        Storm.EmptyAnswer => (FaultKind.Unknown, true),
        _ => throw new ArgumentOutOfRangeException(nameof(storm)),
    };

    private sealed class Bench(KustomerBench kustomer) : ContractBench
    {
        public override object Connector { get; } = kustomer.Open(kustomer.Settings with { TimeoutSeconds = 5 });

        public override IReadOnlyList<string> Secrets { get; } = [KustomerBench.Key];

        public override object OpenAt(Uri address) => kustomer.Open(kustomer.Settings with { BaseUrl = address.ToString(), TimeoutSeconds = 5 });

        public override Draft New(string key) => kustomer.Draft("customer", key, ("name", "Ines Okafor"));

        public override Task Strike(Storm storm) => kustomer.Fault(storm switch
        {
            Storm.Throttled => new { kind = "throttle", operation = "create", count = 1 },
            Storm.OutOfService => new { kind = "server-error", operation = "create", count = 1 },
            Storm.WrongCredentials => new { kind = "key-deleted", operation = "create", count = 1 },
            Storm.Slow => new { kind = "slow", operation = "create", milliseconds = 60_000, count = 1 },
            Storm.AnswerLostAfterTheWork => new { kind = "drop-reply", operation = "create", count = 1 },
            Storm.ConnectionReset => new { kind = "reset", operation = "create", count = 1 },
            Storm.SignInPage => new { kind = "html", operation = "create", count = 1 },
            Storm.EmptyAnswer => (object)new { kind = "truncate", operation = "create", count = 1 },
            _ => throw new ArgumentOutOfRangeException(nameof(storm)),
        });

        public override Task<int> CountOf(string key) => kustomer.CountOf(key);

        public override ValueTask DisposeAsync() => kustomer.DisposeAsync();
    }
}
