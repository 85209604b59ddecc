using System.Text;
using Liaison.Connectors.Dynamics;
using Liaison.Connectors.Http;
using Liaison.Core.Deliveries;
using Liaison.Tests.Sandbox;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;
using static Liaison.Tests.Connectors.Dynamics.DynamicsBench;

namespace Liaison.Tests.Connectors.Dynamics;

public sealed class DynamicsErrorsTest
{
    [Theory]
    [InlineData(404, "0x80040217", "gone", FaultKind.NotFound)]
    [InlineData(404, "-2147220969", "gone", FaultKind.NotFound)]
    [InlineData(404, "0x8006088A", "Resource not found for the segment 'x'.", FaultKind.SchemaDrift)]
    [InlineData(400, "0x0", "Could not find a property named 'x' on type 'y'.", FaultKind.SchemaDrift)]
    [InlineData(400, "0x80048d19", "InnerException : Microsoft.OData.ODataException: An undeclared property 'x' which", FaultKind.SchemaDrift)]
    [InlineData(400, "0x80048d19", "InnerException : Microsoft.OData.ODataException: Cannot convert the literal 'x'", FaultKind.Validation)]
    [InlineData(400, "0x80044331", "too long", FaultKind.Validation)]
    [InlineData(400, "0x80040265", "a plug-in says no", FaultKind.Validation)]
    [InlineData(403, "0x80040220", "missing prvCreateNote", FaultKind.Permission)]
    [InlineData(403, "0x80048306", "no access", FaultKind.Permission)]
    [InlineData(403, "", "?", FaultKind.Permission)]
    [InlineData(412, "0x80060882", "version", FaultKind.LockContention)]
    [InlineData(412, "0x80040237", "duplicate key", FaultKind.Duplicate)]
    [InlineData(500, "0x80040333", "duplicate found", FaultKind.Duplicate)]
    [InlineData(412, "0x80060892", "several", FaultKind.Ambiguous)]
    [InlineData(429, "0x80072321", "time", FaultKind.Throttled)]
    [InlineData(429, "", "", FaultKind.Throttled)]
    [InlineData(500, "0x80044151", "SQL", FaultKind.TimedOut)]
    [InlineData(500, "-2147204783", "SQL", FaultKind.TimedOut)]
    [InlineData(500, "0x80040216", "unexpected", FaultKind.Unknown)]
    [InlineData(503, "0x80040333", "whatever stands there", FaultKind.Unavailable)]
    [InlineData(400, "0xdeadbeef", "new", FaultKind.Refused)]
    public void The_code_decides_and_then_the_status(int status, string code, string message, FaultKind kind)
    {
        var fault = DynamicsErrors.Of(Reply(status, $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}"}}"""), writes: true);
        Assert.Equal(kind, fault.Kind);
        Assert.Equal(kind is FaultKind.TimedOut or FaultKind.Unknown or FaultKind.Unavailable, fault.InDoubt);
        Assert.DoesNotContain("Microsoft.OData", fault.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "", FaultKind.Unknown)]
    [InlineData(401, "", FaultKind.Credentials)]
    [InlineData(413, "<html>", FaultKind.Refused)]
    [InlineData(500, "{\"Message\":\"An error has occurred.\"}", FaultKind.Unknown)]
    [InlineData(418, "[]", FaultKind.Refused)]
    public void What_gateways_say_is_judged_too(int status, string body, FaultKind kind) => Assert.Equal(kind, DynamicsErrors.Of(Reply(status, body), writes: false).Kind);

    [Fact]
    public async Task Too_many_requests_wait_as_long_as_they_are_told_to()
    {
        await using var bench = await DynamicsBench.Start();
        await bench.Fault(new { kind = "throttle", retryAfterSeconds = 17 });
        var fault = Fault(await bench.Open().Create(bench.Draft("task", "k", ("subject", "T")), bench.Calls, Cancel));
        Assert.Equal((FaultKind.Throttled, TimeSpan.FromSeconds(17), false), (fault.Kind, fault.RetryAfter, fault.InDoubt));
    }

    [Fact]
    public async Task Above_its_share_of_the_calls_writing_waits_and_looking_up_goes_on()
    {
        var time = new SettableTime(DateTimeOffset.Parse("2026-07-01T12:00:00Z", null));
        await using var bench = await DynamicsBench.Start(time, "requests=900");
        var connector = bench.Open();
        Value(await connector.Read("contact", await bench.IdOf("contact", "lastname=Marsh"), bench.Calls, Cancel));
        Assert.Equal((6000, TimeSpan.FromMinutes(5)), (bench.Budgets[^1].Limit, bench.Budgets[^1].Period));
        Assert.Equal("call-share", Fault(await connector.Create(bench.Draft("task", "k", ("subject", "T")), bench.Calls, Cancel)).Code);
        Value(await connector.Read("contact", await bench.IdOf("contact", "lastname=Marsh"), bench.Calls, Cancel));
        time.Now += TimeSpan.FromMinutes(1);
        Value(await connector.Create(bench.Draft("task", "k", ("subject", "T")), bench.Calls, Cancel));
    }

    [Fact]
    public void Half_a_batch_is_no_answer_and_text_like_a_boundary_inside_a_value_is_none()
    {
        const string Whole = "--batchresponse_1\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"value\":\"x --batchresponse_1-- y\"}\r\n--batchresponse_1--\r\n";
        Assert.Equal("x --batchresponse_1-- y", Assert.Single(Batch.Parse(Whole)!).Body.GetProperty("value").GetString());
        for (var length = 0; length < Whole.Length - 4; length++)
        {
            Assert.Null(Batch.Parse(Whole[..length]));
        }
    }

    private static HttpReply Reply(int status, string body) => new(status, body.StartsWith('<') ? "text/html" : "application/json", null, Encoding.UTF8.GetBytes(body));
}
