using System.Text;
using Liaison.Connectors.VirtualObserver;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Feeds;
using Liaison.Core.Shared;
using Liaison.Tests.Connectors.Ftp;
using Xunit;

namespace Liaison.Tests.Connectors.VirtualObserver;

/// <summary>Recordings hold to what every connector must hold to.</summary>
[Trait("row", "A157")]
public sealed class FileContractTest : ConnectorContract
{
    protected override async Task<ContractBench> Start()
    {
        var bench = new Bench(await ObserverBench.Start());
        // It is logged in when the storm comes.
        ConfirmBench.Value(await ((ITestConnection)bench.Connector).Test(new Calls(), Cancel));
        return bench;
    }

    protected override (FaultKind Kind, bool InDoubt)? Expected(Storm storm) => storm switch
    {
        Storm.Throttled or Storm.OutOfService => (FaultKind.Unavailable, false),
        Storm.WrongCredentials => (FaultKind.Credentials, false),
        Storm.Slow => (FaultKind.TimedOut, false),
        Storm.AnswerLostAfterTheWork => (FaultKind.Unreachable, true),
        Storm.ConnectionReset => (FaultKind.Unreachable, true),
        Storm.SignInPage => (FaultKind.Permission, false),
        Storm.EmptyAnswer => (FaultKind.Unreachable, false),
        _ => throw new ArgumentOutOfRangeException(nameof(storm)),
    };

    protected override void Looked(Written? found) => Assert.Equal("recordings/KEY-1.wav", found?.Record);

    // Nothing was sent to one that does not speak FTP.
    protected override void Judge(string hostile, Outcome<Written> outcome)
    {
        var fault = ConfirmBench.Fault(outcome);
        Assert.Contains(fault.Kind, new[] { FaultKind.Unknown, FaultKind.Unreachable });
        Assert.False(fault.InDoubt);
    }

    protected override Task<IHostile> Echo(int status) => Task.FromResult<IHostile>(HostileFtp.Start(async (guest, cancel) =>
    {
        var heard = new StringBuilder();
        await guest.Say("220 Come in.", cancel);
        while (await guest.Hear(cancel) is { } said)
        {
            heard.Append(said).Append(' ');
            await guest.Say(said.StartsWith("USER", StringComparison.Ordinal) ? "331 And?" : $"{(status < 400 ? 530 : status + 100)} {heard}", cancel);
        }
    }));

    protected override Task<IHostile> Answering(HostileAnswer answer) => Task.FromResult<IHostile>(HostileFtp.Start((guest, cancel) => guest.Send(answer.Body, cancel)));

    private sealed class Bench(ObserverBench observer) : ContractBench
    {
        private static VirtualObserverSettings Files(ObserverBench observer) => observer.Settings with { SendRecordings = true, Sidecars = false };

        public override object Connector { get; } = observer.Open(Files(observer));

        public override IReadOnlyList<string> Secrets { get; } = [ObserverBench.Password];

        public override object OpenAt(Uri address) => observer.Open(Files(observer) with { FtpHost = address.Host, FtpPort = address.Port });

        public override Draft New(string key)
        {
            observer.Kept[key] = FtpBench.Bytes(200_000);
            return new()
            {
                RecordType = FeedWords.Recording,
                Reference = FeedDelivery.Reference,
                Key = key,
                TriggeredAt = TimeProvider.System.GetUtcNow(),
                File = new DraftFile(key, $"recordings/{key}.wav", "Recording, part 1", "audio/wav", 200_000, "https://hub.example/files/1"),
            };
        }

        public override Task<Outcome<Written>> Send(object connector, Draft draft, Calls calls, CancellationToken cancel) => ((ITakeFiles)connector).Upload(draft, calls, cancel);

        public override async Task Strike(Storm storm)
        {
            if (storm is Storm.WrongCredentials or Storm.Slow or Storm.Throttled)
            {
                // The login of before is gone: it logs in anew.
                await observer.Sandbox.Fault(new { kind = "busy", operation = "epsv", count = 1 });
            }
            await observer.Sandbox.Fault(storm switch
            {
                Storm.Throttled => new { kind = "busy", operation = "greeting" },
                Storm.OutOfService => new { kind = "disk-full", bytes = 0 },
                Storm.WrongCredentials => new { kind = "refuse-login" },
                Storm.Slow => new { kind = "slow", operation = "pass", milliseconds = 60_000 },
                Storm.AnswerLostAfterTheWork => new { kind = "drop-reply", operation = "rnto", count = 1 },
                Storm.ConnectionReset => new { kind = "die-mid-file", bytes = 0 },
                Storm.SignInPage => new { kind = "refuse", operation = "stor", code = 550, message = "Sign in at https://login.example first." },
                Storm.EmptyAnswer => (object)new { kind = "lose-bytes", bytes = 200_000 },
                _ => throw new ArgumentOutOfRangeException(nameof(storm)),
            });
            if (storm == Storm.AnswerLostAfterTheWork)
            {
                // And nobody opens when it asks what became of it.
                await observer.Sandbox.Fault(new { kind = "busy", operation = "greeting", count = 1 });
            }
        }

        public override Task<int> CountOf(string key) => Task.FromResult(observer.Sandbox.Site.Files.All().Count(f => f.Path == $"/recordings/{key}.wav"));

        public override ValueTask DisposeAsync() => observer.DisposeAsync();
    }
}
