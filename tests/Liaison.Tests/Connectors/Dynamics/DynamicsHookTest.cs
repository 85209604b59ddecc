using System.Text;
using Liaison.Connectors.Dynamics;
using Liaison.Core.Connecting;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors.Dynamics;

/// <summary>What a registered step posts through a web hook.</summary>
public sealed class DynamicsHookTest
{
    private const string Context = """
        {"BusinessUnitId":"11111111-0000-0000-0000-000000000000","CorrelationId":"c0ffee00-1111-2222-3333-444455556666","Depth":1,"InitiatingUserId":"22222222-0000-0000-0000-000000000000",
         "InputParameters":[{"key":"Target","value":{"__type":"Entity:http://schemas.microsoft.com/xrm/2011/Contracts","Attributes":[{"key":"title","value":"Street light"},{"key":"statuscode","value":{"__type":"OptionSetValue:http://schemas.microsoft.com/xrm/2011/Contracts","Value":5}}],"Id":"5e11ab1e-0000-4000-8000-00000000000a","LogicalName":"incident"}}],
         "MessageName":"Update","OperationCreatedOn":"/Date(1772442000000)/","OperationId":"0b5e55ed-0000-0000-0000-000000000001","PostEntityImages":[{"key":"after","value":{"Attributes":[{"key":"versionnumber","value":4711}]}}],
         "PrimaryEntityId":"5e11ab1e-0000-4000-8000-00000000000a","PrimaryEntityName":"incident","RequestId":"dead0000-0000-0000-0000-000000000002","Stage":40}
        """;

    [Fact]
    public void A_context_says_whose_record_changed_and_the_same_posted_twice_has_one_key()
    {
        var change = Assert.Single(Value(Read(Context)).Changes);
        Assert.Equal(("incident", "5e11ab1e-0000-4000-8000-00000000000a", "W/\"4711\""), (change.RecordType, change.Record, change.Version));
        Assert.Empty(change.Values);
        Assert.Equal(change.DeduplicationKey, Assert.Single(Value(Read(Context)).Changes).DeduplicationKey);
        Assert.NotEqual(change.DeduplicationKey, Assert.Single(Value(Read(Context.Replace("0b5e55ed", "0b5e55ee", StringComparison.Ordinal))).Changes).DeduplicationKey);
        Assert.Equal(200, WebHooks.Reply(Read(Context)).Status);
    }

    [Theory]
    [InlineData("\"MessageName\":\"Update\"", "\"MessageName\":\"Delete\"", "was deleted")]
    [InlineData("\"MessageName\":\"Update\"", "\"MessageName\":\"Retrieve\"", "changes nothing that is read")]
    [InlineData("\"PrimaryEntityName\":\"incident\"", "\"PrimaryEntityName\":\"systemuser\"", "brought nowhere")]
    public void What_is_not_for_us_is_passed_over_and_said(string before, string after, string said)
    {
        var received = Value(Read(Context.Replace(before, after, StringComparison.Ordinal)));
        Assert.Empty(received.Changes);
        Assert.Contains(said, Assert.Single(received.Ignored), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "not-a-context")]
    [InlineData("{\"MessageName\":\"Update\",\"PrimaryEntityName\":\"incident\",\"PrimaryEntityId\":\"no id\"}", "not-a-context")]
    [InlineData("<context/>", "not-json")]
    [InlineData("", "not-json")]
    public void What_is_no_context_is_refused(string body, string code)
    {
        Assert.Equal(code, Fault(Read(body)).Code);
        Assert.Equal(400, WebHooks.Reply(Read(body)).Status);
    }

    [Fact]
    public void Another_channel_is_none_of_ours() =>
        Assert.Equal("channel", Fault(WebHooks.Read(new PushedBody("crm-agent", "application/json", Encoding.UTF8.GetBytes(Context)), DynamicsConnector.Declaration.RecordTypes)).Code);

    private static Liaison.Core.Shared.Outcome<PushedChanges> Read(string body) =>
        WebHooks.Read(new PushedBody(WebHooks.Channel, "application/json", Encoding.UTF8.GetBytes(body)), DynamicsConnector.Declaration.RecordTypes);
}
