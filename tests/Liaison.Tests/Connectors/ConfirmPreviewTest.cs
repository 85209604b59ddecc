using Liaison.Core.Deliveries;
using Xunit;

namespace Liaison.Tests.Connectors;

public sealed class ConfirmPreviewTest
{
    [Fact, Trait("row", "A41")]
    public async Task A_preview_is_the_very_request_that_is_sent_and_shows_no_secret()
    {
        await using var bench = await ConfirmBench.Start();
        var confirm = bench.Open();
        var draft = bench.Light("KEY-1", ("ContactName", $"Ann {ConfirmBench.Password}"));
        var create = ConfirmBench.Value(confirm.Preview(draft, null));
        Assert.DoesNotContain(ConfirmBench.Password, create, StringComparison.Ordinal);
        Assert.Equal(0, (await bench.Sandbox.Get("/confirm/control/enquiries")).GetProperty("total").GetInt32());
        var written = ConfirmBench.Value(await confirm.Create(draft, bench.Calls, ConfirmBench.Cancel));
        Assert.Contains(bench.Calls.Exchanges, exchange => exchange.Request == create);
        var change = bench.Draft("KEY-1", ("StatusLogNotes", "It is dark"));
        var update = ConfirmBench.Value(confirm.Preview(change, written.Record));
        ConfirmBench.Value(await confirm.Update(written.Record, change, bench.Calls, ConfirmBench.Cancel));
        Assert.Contains(bench.Calls.Exchanges, exchange => exchange.Request == update);
    }

    [Fact]
    public async Task What_would_not_be_sent_is_told_instead()
    {
        await using var bench = await ConfirmBench.Start();
        var confirm = bench.Open();
        Assert.Empty(ConfirmBench.Value(confirm.Preview(bench.Draft("KEY-1", ("ServiceCode", "")), "1001")));
        var fault = ConfirmBench.Fault(confirm.Preview(bench.Light("KEY-1", ("EnquiryX", "51.5"), ("EnquiryY", "-0.1")), null));
        Assert.Equal((FaultKind.Validation, "EnquiryX"), (fault.Kind, fault.Field));
    }
}
