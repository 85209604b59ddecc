using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Liaison.Tests.Connectors;

/// <summary>What may go wrong on the way to any system.</summary>
public enum Storm
{
    Throttled,
    OutOfService,
    WrongCredentials,
    Slow,
    AnswerLostAfterTheWork,
    ConnectionReset,
    SignInPage,
    EmptyAnswer,
}

/// <summary>One system's stand-in with a connector opened on it.</summary>
public abstract class ContractBench : IAsyncDisposable
{
    public abstract object Connector { get; }

    /// <summary>Texts that must not be seen in any exchange.</summary>
    public abstract IReadOnlyList<string> Secrets { get; }

    /// <summary>The same connector, but its system is at that address.</summary>
    public abstract object OpenAt(Uri address);

    public abstract Draft NewRecord(string key);

    /// <summary>Lets one kind of thing go wrong with the next write.</summary>
    public abstract Task Strike(Storm storm);

    /// <summary>How many records carry our key over there.</summary>
    public abstract Task<int> CountOf(string key);

    public abstract ValueTask DisposeAsync();
}

/// <summary>What every connector that writes records must hold to. Inherit it, give it a bench, and say which fault each storm must be.</summary>
public abstract class ConnectorContract
{
    protected abstract Task<ContractBench> Start();

    protected abstract (FaultKind Kind, bool InDoubt) Expected(Storm storm);

    public static TheoryData<Storm> Storms => [.. Enum.GetValues<Storm>()];

    public static TheoryData<string> Hostile => [.. HostileAnswers.All.Select(answer => answer.Name)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Storms))]
    public async Task Each_storm_is_told_as_its_own_fault(Storm storm)
    {
        await using var bench = await Start();
        await bench.Strike(storm);
        var fault = ConfirmBench.Fault(await ((IWriteRecords)bench.Connector).Create(bench.NewRecord("KEY-1"), new Calls(), Cancel));
        Assert.Equal(Expected(storm), (fault.Kind, fault.InDoubt));
        Assert.NotEmpty(fault.Detail);
    }

    [Fact]
    public async Task A_lost_answer_is_looked_up_and_the_record_exists_once()
    {
        await using var bench = await Start();
        var since = TimeProvider.System.GetUtcNow();
        var draft = bench.NewRecord("KEY-1");
        await bench.Strike(Storm.AnswerLostAfterTheWork);
        Assert.True(ConfirmBench.Fault(await ((IWriteRecords)bench.Connector).Create(draft, new Calls(), Cancel)).InDoubt);
        var found = await ((IReconcile)bench.Connector).Find(draft, null, null, since, new Calls(), Cancel);
        Assert.NotNull(Assert.IsType<Outcome<Written?>.Success>(found).Value);
        Assert.Equal(1, await bench.CountOf("KEY-1"));
    }

    [Fact]
    public async Task What_was_never_written_is_not_found()
    {
        await using var bench = await Start();
        ConfirmBench.Value(await ((IWriteRecords)bench.Connector).Create(bench.NewRecord("KEY-OTHER"), new Calls(), Cancel));
        var found = await ((IReconcile)bench.Connector).Find(bench.NewRecord("KEY-1"), null, null, TimeProvider.System.GetUtcNow(), new Calls(), Cancel);
        Assert.Null(Assert.IsType<Outcome<Written?>.Success>(found).Value);
    }

    [Fact]
    public async Task Cancelling_ends_a_call_that_hangs()
    {
        await using var hanging = await HostileServer.Start(http => Task.Delay(Timeout.Infinite, http.RequestAborted));
        await using var bench = await Start();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ((IWriteRecords)bench.OpenAt(hanging.Address)).Create(bench.NewRecord("KEY-1"), new Calls(), cancel.Token));
    }

    [Fact]
    public async Task No_secret_is_seen_in_any_exchange()
    {
        await using var bench = await Start();
        var calls = new Calls();
        if (bench.Connector is ITestConnection test)
        {
            ConfirmBench.Value(await test.Test(calls, Cancel));
        }
        ConfirmBench.Value(await ((IWriteRecords)bench.Connector).Create(bench.NewRecord("KEY-1"), calls, Cancel));
        // The worst of servers gives back all that it was sent.
        await using var echo = await HostileServer.Start(async http =>
        {
            http.Response.ContentType = "text/xml";
            foreach (var header in http.Request.Headers)
            {
                await http.Response.WriteAsync($"{header.Key}: {header.Value}\n");
            }
            await http.Request.Body.CopyToAsync(http.Response.Body);
        });
        var fault = ConfirmBench.Fault(await ((IWriteRecords)bench.OpenAt(echo.Address)).Create(bench.NewRecord("KEY-2"), calls, Cancel));
        Assert.NotEmpty(calls.Exchanges);
        foreach (var secret in bench.Secrets)
        {
            Assert.DoesNotContain(secret, fault.ToString(), StringComparison.Ordinal);
            Assert.All(calls.Exchanges, exchange => Assert.DoesNotContain(secret, exchange.ToString(), StringComparison.Ordinal));
        }
    }

    [Theory, MemberData(nameof(Hostile))]
    public async Task A_hostile_answer_is_a_fault_and_a_write_stays_in_doubt(string name)
    {
        var (_, body, type, encoding) = HostileAnswers.All.Single(answer => answer.Name == name);
        await using var server = await HostileServer.Start(body, type, encoding);
        await using var bench = await Start();
        var fault = ConfirmBench.Fault(await ((IWriteRecords)bench.OpenAt(server.Address)).Create(bench.NewRecord("KEY-1"), new Calls(), Cancel));
        Assert.Equal((FaultKind.Unknown, true), (fault.Kind, fault.InDoubt));
    }

    [Fact]
    public async Task Nothing_listening_is_out_of_reach_and_leaves_no_doubt()
    {
        Uri nobody;
        await using (var server = await HostileServer.Start(_ => Task.CompletedTask))
        {
            nobody = server.Address;
        }
        await using var bench = await Start();
        var fault = ConfirmBench.Fault(await ((IWriteRecords)bench.OpenAt(nobody)).Create(bench.NewRecord("KEY-1"), new Calls(), Cancel));
        Assert.Equal((FaultKind.Unreachable, false), (fault.Kind, fault.InDoubt));
    }
}
