using Liaison.Core.Deliveries;

namespace Liaison.Tests.Connectors;

public sealed class ConfirmContractTest : RecordContract
{
    protected override async Task<ContractBench> Start() => new Bench(await ConfirmBench.Start());

    protected override (FaultKind Kind, bool InDoubt)? Expected(Storm storm) => storm switch
    {
        Storm.Throttled => (FaultKind.Throttled, false),
        Storm.OutOfService => (FaultKind.Unavailable, true),
        Storm.WrongCredentials => (FaultKind.Credentials, false),
        Storm.Slow => (FaultKind.TimedOut, true),
        Storm.AnswerLostAfterTheWork or Storm.ConnectionReset => (FaultKind.Unreachable, true),
        Storm.SignInPage or Storm.EmptyAnswer => (FaultKind.Unknown, true),
        _ => throw new ArgumentOutOfRangeException(nameof(storm)),
    };

    private sealed class Bench(ConfirmBench confirm) : ContractBench
    {
        public override object Connector { get; } = confirm.Open(confirm.WithWeb with { TimeoutSeconds = 5, SetLoggedTime = true });

        public override IReadOnlyList<string> Secrets { get; } = [ConfirmBench.Password, Convert.ToBase64String("LIAISON:sandbox"u8.ToArray())];

        // Lookups are asked for first and may fail as they like: the write is what counts.
        public override object OpenAt(Uri address) => confirm.Open(confirm.Settings with { Endpoint = new Uri(address, "/c.asmx").ToString(), TimeoutSeconds = 5 });

        public override Draft New(string key) => confirm.Light(key);

        public override Task Strike(Storm storm) => confirm.Sandbox.Fault(storm switch
        {
            Storm.Throttled => new { kind = "throttle", operation = "NewEnquiry" },
            Storm.OutOfService => new { kind = "server-error", operation = "NewEnquiry" },
            Storm.WrongCredentials => new { kind = "refuse-credentials", operation = "NewEnquiry" },
            Storm.Slow => new { kind = "slow", operation = "NewEnquiry", milliseconds = 60_000 },
            Storm.AnswerLostAfterTheWork => new { kind = "drop-reply", operation = "NewEnquiry" },
            Storm.ConnectionReset => new { kind = "reset", operation = "NewEnquiry" },
            Storm.SignInPage => new { kind = "login-page", operation = "NewEnquiry" },
            Storm.EmptyAnswer => (object)new { kind = "empty-response", operation = "NewEnquiry" },
            _ => throw new ArgumentOutOfRangeException(nameof(storm)),
        });

        public override async Task<int> CountOf(string key) =>
            (await confirm.Sandbox.Get($"/confirm/control/enquiries?externalReference={key}")).GetProperty("items").GetArrayLength();

        public override ValueTask DisposeAsync() => confirm.DisposeAsync();
    }
}
