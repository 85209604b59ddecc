using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Tests.Sandbox;
using Xunit;

namespace Liaison.Tests.Connectors;

/// <summary>A connector at work against a stand-in that lets in only whom a person has granted access.</summary>
public abstract class GrantedBench(RunningSandbox sandbox, TimeProvider time) : IAsyncDisposable
{
    public const string Redirect = "http://localhost:7000/connected";
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly HttpClient guarded = GuardedSockets.Client(allowInternalAddresses: true, TimeSpan.FromSeconds(10));

    public TimeProvider Time => time;

    public Calls Calls { get; } = new();

    public Dictionary<string, byte[]> Files { get; } = [];

    public List<CallBudget> Budgets { get; } = [];

    /// <summary>The grant in force; null before anybody connected.</summary>
    public Grant? Grant { get; set; }

    public int Refreshes { get; private set; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract IAuthorize Usual { get; }

    public ConnectorContext Context(HttpClient? http = null, ProviderApp? provided = null) => new(new Id<Connection>("con_00000000000000000000000000"), http ?? guarded, time,
        (attachment, _) => Task.FromResult<Stream?>(Files.TryGetValue(attachment, out var bytes) ? new MemoryStream(bytes) : null), Access, Budgets.Add, provided);

    public Task Connect(string user = "integration@liaison.example") => Connect(Usual, user);

    public async Task Connect(IAuthorize connector, string user = "integration@liaison.example")
    {
        var (verifier, challenge) = Proof();
        var code = await Approve(connector.AuthorizationUrl(Redirect, "state-1", challenge), user);
        Grant = ConfirmBench.Value(await connector.Exchange(code, Redirect, verifier, Calls, Cancel));
    }

    /// <summary>What a person does on the page of the system.</summary>
    public async Task<string> Approve(Uri page, string user = "integration@liaison.example", string allow = "yes")
    {
        using var form = new FormUrlEncodedContent([new("username", user), new("password", "sandbox"), new("allow", allow)]);
        using var answer = await sandbox.Http.PostAsync(page, form);
        var back = answer.Headers.Location ?? throw new Xunit.Sdk.XunitException(await answer.Content.ReadAsStringAsync());
        var query = back.Query.TrimStart('?').Split('&').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => Uri.UnescapeDataString(part[1]));
        return query.TryGetValue("code", out var code) ? code : throw new Xunit.Sdk.XunitException(back.Query);
    }

    public static (string Verifier, string Challenge) Proof()
    {
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48));
        return (verifier, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))));
    }

    /// <summary>As the hub gives access: one refresh at a time, and a token that was renewed meanwhile is given as it is.</summary>
    public async Task<Outcome<Grant>> Access(Secret? refused, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            if (Grant is null || refused is null || refused != Grant.Access)
            {
                return Grant is null ? new Fault(FaultKind.Credentials, "Nobody has connected this integration yet.") : Grant;
            }
            Refreshes++;
            return (await Usual.Refresh(Grant, Calls, cancel)).Match<Outcome<Grant>>(grant => Grant = grant, fault => fault);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Lets something go wrong with what comes next.</summary>
    public Task Fault(object fault) => sandbox.Fault(fault);

    public async ValueTask DisposeAsync()
    {
        guarded.Dispose();
        gate.Dispose();
        await sandbox.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
