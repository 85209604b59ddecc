using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors;

public sealed class ConfirmWriteTest
{
    [Fact, Trait("row", "A8")]
    public async Task A_draft_becomes_an_enquiry()
    {
        await using var bench = await ConfirmBench.Start();
        var written = Value(await bench.Open().Create(bench.Light("CAS-1"), bench.Calls, Cancel));
        var enquiry = await bench.Enquiry(written.Record);
        Assert.Equal("LG", enquiry.GetProperty("serviceCode").GetString());
        Assert.Equal("CAS-1", enquiry.GetProperty("reference").GetString());
        Assert.Equal("CAS-1", enquiry.GetProperty("externalSystemReference").GetString());
        Assert.Equal("1", enquiry.GetProperty("externalSystemNumber").GetString());
        Assert.Equal("1", written.Version);
        Assert.Equal("Street light not working", written.Values!["SubjectName"]);
    }
}
