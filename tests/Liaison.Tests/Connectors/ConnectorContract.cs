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

    /// <summary>Something new that this connector can send.</summary>
    public abstract Draft New(string key);

    /// <summary>Sends it, by whichever capability this connector has for it.</summary>
    public virtual Task<Outcome<Written>> Send(object connector, Draft draft, Calls calls, CancellationToken cancel) => ((IWriteRecords)connector).Create(draft, calls, cancel);

    /// <summary>Lets one kind of thing go wrong with the next sending.</summary>
    public abstract Task Strike(Storm storm);

    /// <summary>How often what carries our key exists over there.</summary>
    public abstract Task<int> CountOf(string key);

    public abstract ValueTask DisposeAsync();
}

/// <summary>
/// What every connector must hold to, whatever it sends. Inherit it (or <see cref="RecordContract"/>, where records are written), give it a bench, and say which fault each storm must be.
/// </summary>
public abstract class ConnectorContract
{
    protected abstract Task<ContractBench> Start();

    /// <returns>The fault; null where this storm is no storm to this system.</returns>
    protected abstract (FaultKind Kind, bool InDoubt)? Expected(Storm storm);

    public static TheoryData<Storm> Storms => [.. Enum.GetValues<Storm>()];

    public static TheoryData<string> Hostile => [.. HostileAnswers.All.Select(answer => answer.Name)];

    public static TheoryData<int> EchoedAs => [200, 400, 401, 409, 500];

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Storms))]
    public async Task Each_storm_is_told_as_its_own_fault(Storm storm)
    {
        await using var bench = await Start();
        await bench.Strike(storm);
        var outcome = await bench.Send(bench.Connector, bench.New("KEY-1"), new Calls(), Cancel);
        if (Expected(storm) is not { } expected)
        {
            ConfirmBench.Value(outcome);
            return;
        }
        var fault = ConfirmBench.Fault(outcome);
        Assert.Equal(expected, (fault.Kind, fault.InDoubt));
        Assert.NotEmpty(fault.Detail);
    }

    [Fact]
    public async Task After_a_lost_answer_looking_and_sending_again_leave_it_there_once()
    {
        await using var bench = await Start();
        var (since, draft) = (TimeProvider.System.GetUtcNow(), bench.New("KEY-1"));
        await bench.Strike(Storm.AnswerLostAfterTheWork);
        Assert.True(ConfirmBench.Fault(await bench.Send(bench.Connector, draft, new Calls(), Cancel)).InDoubt);
        var found = Assert.IsType<Outcome<Written?>.Success>(await ((IReconcile)bench.Connector).Find(draft, null, null, since, new Calls(), Cancel)).Value;
        Looked(found);
        if (found is null)
        {
            ConfirmBench.Value(await bench.Send(bench.Connector, draft, new Calls(), Cancel));
        }
        Assert.Equal(1, await bench.CountOf("KEY-1"));
    }

    [Fact]
    public async Task What_was_never_sent_is_not_found()
    {
        await using var bench = await Start();
        ConfirmBench.Value(await bench.Send(bench.Connector, bench.New("KEY-OTHER"), new Calls(), Cancel));
        var found = await ((IReconcile)bench.Connector).Find(bench.New("KEY-1"), null, null, TimeProvider.System.GetUtcNow(), new Calls(), Cancel);
        Assert.Null(Assert.IsType<Outcome<Written?>.Success>(found).Value);
    }

    [Fact]
    public async Task Cancelling_ends_a_call_that_hangs()
    {
        await using var hanging = await HostileServer.Start(http => Task.Delay(Timeout.Infinite, http.RequestAborted));
        await using var bench = await Start();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Send(bench.OpenAt(hanging.Address), bench.New("KEY-1"), new Calls(), cancel.Token));
    }

    [Theory, MemberData(nameof(EchoedAs))]
    public async Task No_secret_is_seen_in_any_exchange(int status)
    {
        await using var bench = await Start();
        var calls = new Calls();
        if (bench.Connector is ITestConnection test)
        {
            ConfirmBench.Value(await test.Test(calls, Cancel));
        }
        ConfirmBench.Value(await bench.Send(bench.Connector, bench.New("KEY-1"), calls, Cancel));
        await using var echo = await Echo(status);
        var outcome = (await bench.Send(bench.OpenAt(echo.Address), bench.New("KEY-2"), calls, Cancel)).ToString()!;
        Assert.NotEmpty(calls.Exchanges);
        foreach (var secret in bench.Secrets)
        {
            Assert.DoesNotContain(secret, outcome, StringComparison.Ordinal);
            Assert.All(calls.Exchanges, exchange => Assert.DoesNotContain(secret, exchange.ToString(), StringComparison.Ordinal));
        }
    }

    [Theory, MemberData(nameof(Hostile))]
    public async Task A_hostile_answer_is_bounded_and_what_was_sent_stays_in_doubt(string name)
    {
        var answer = HostileAnswers.All.Single(one => one.Name == name);
        await using var server = await Answering(answer);
        await using var bench = await Start();
        Judge(name, await bench.Send(bench.OpenAt(server.Address), bench.New("KEY-1"), new Calls(), Cancel));
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
        var fault = ConfirmBench.Fault(await bench.Send(bench.OpenAt(nobody), bench.New("KEY-1"), new Calls(), Cancel));
        Assert.Equal((FaultKind.Unreachable, false), (fault.Kind, fault.InDoubt));
    }

    /// <summary>What looking after a lost answer must find.</summary>
    protected virtual void Looked(Written? found)
    {
    }

    /// <summary>What must come of an answer that no honest system gives.</summary>
    protected virtual void Judge(string hostile, Outcome<Written> outcome)
    {
        var fault = ConfirmBench.Fault(outcome);
        Assert.Equal((FaultKind.Unknown, true), (fault.Kind, fault.InDoubt));
    }

    /// <summary>The worst of servers: it gives back all that it was sent.</summary>
    protected virtual async Task<IHostile> Echo(int status) => await HostileServer.Start(async http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/xml";
        foreach (var header in http.Request.Headers)
        {
            await http.Response.WriteAsync($"{header.Key}: {header.Value}\n");
        }
        await http.Request.Body.CopyToAsync(http.Response.Body);
    });

    protected virtual async Task<IHostile> Answering(HostileAnswer answer) => await HostileServer.Start(answer.Body, answer.ContentType, answer.Encoding);
}

/// <summary>What every connector must hold to that writes records: it can say which of ours are there.</summary>
public abstract class RecordContract : ConnectorContract
{
    protected override void Looked(Written? found) => Assert.NotNull(found);
}
