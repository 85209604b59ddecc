using System.Security.Cryptography;
using System.Text;
using Liaison.Connectors.Kustomer;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors.Kustomer;

public sealed class KustomerHookTest
{
    private const string Token = "hook-token-1";

    private const string Event = """
        {"id":"evt-1","name":"kustomer.conversation.update","org":"57bb5d2e32e83a130052e94e","orgName":"ven12345","partition":"1","persist":true,"dataId":"58228e05d4e96711004eccb7",
         "data":{"type":"conversation","id":"58228e05d4e96711004eccb7","attributes":{"name":"Boiler","status":"done","externalId":"CASE-7-talk","rev":12,"custom":{"reasonStr":"Fault"},"tags":[]},
                 "relationships":{"customer":{"links":{"self":"/v1/customers/58210c3db0f09110006b7953"},"data":{"type":"customer","id":"58210c3db0f09110006b7953"}}},"links":{"self":"/v1/conversations/58228e05d4e96711004eccb7"}},
         "changes":{"attributes":{"status":{"op":"replace","before":"open","after":"done"}}},"createdAt":"2026-03-02T09:00:00.000Z"}
        """;

    [Fact]
    public void A_signed_event_is_a_change_of_its_record_known_by_its_id_and_rev()
    {
        var change = Assert.Single(Value(Open().Receive(Signed(Event))).Changes);
        Assert.Equal(("conversation", "58228e05d4e96711004eccb7.58210c3db0f09110006b7953", "12", "evt-1", "CASE-7-talk"), (change.RecordType, change.Record, change.Version, change.DeduplicationKey, change.OurReference));
        Assert.Equal(("done", "Fault", "Boiler"), (change.Values["status"], change.Values["custom.reasonStr"], change.Values["name"]));
        Assert.Equal(200, Open().Reply(Open().Receive(Signed(Event))).Status);
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_not_signed_changes_nothing(string? signature)
    {
        var body = Signed(Event) with { Headers = signature is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["x-kustomer-webhook-signature"] = signature } };
        var received = Open().Receive(body);
        Assert.Equal("signature", Fault(received).Code);
        Assert.Equal(401, Open().Reply(received).Status);
        Assert.DoesNotContain(Token, Open().Reply(received).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void One_letter_more_than_was_signed_is_refused() =>
        Assert.Equal("signature", Fault(Open().Receive(Signed(Event) with { Bytes = Encoding.UTF8.GetBytes(Event + " ") })).Code);

    [Fact]
    public void Without_a_token_nothing_is_taken() => Assert.Equal("no-token", Fault(Open(Settings with { WebHookToken = default }).Receive(Signed(Event))).Code);

    [Theory]
    [InlineData("\"partition\":\"1\"", "\"client\":\"api-gw\"", "caused by a program")]
    [InlineData("\"orgName\":\"ven12345\"", "\"orgName\":\"another\"", "of the organisation “another”")]
    [InlineData("kustomer.conversation.update", "kustomer.conversation.delete", "was deleted")]
    [InlineData("\"type\":\"conversation\"", "\"type\":\"message\"", "about a message")]
    public void What_is_not_for_us_is_passed_over_and_said(string before, string after, string said)
    {
        var received = Value(Open().Receive(Signed(Event.Replace(before, after, StringComparison.Ordinal))));
        Assert.Empty(received.Changes);
        Assert.Contains(said, Assert.Single(received.Ignored), StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_by_programs_are_taken_where_that_is_chosen() =>
        Assert.Single(Value(Open(Settings with { OtherPrograms = true }).Receive(Signed(Event.Replace("\"partition\":\"1\"", "\"client\":\"api-gw\"", StringComparison.Ordinal)))).Changes);

    [Theory]
    [InlineData("not json", 400)]
    [InlineData("{}", 400)]
    [InlineData("[]", 400)]
    [InlineData("{\"id\":\"1\",\"data\":{\"type\":\"customer\"}}", 400)]
    public void What_is_no_event_is_refused(string text, int status)
    {
        var received = Open().Receive(Signed(text));
        Fault(received);
        Assert.Equal(status, Open().Reply(received).Status);
    }

    private static KustomerSettings Settings => new() { Region = "EMEA", ApiKey = new Secret("key"), BaseUrl = "ven12345", WebHookToken = new Secret(Token) };

    private static KustomerConnector Open(KustomerSettings? settings = null) => KustomerBench.OpenAt(settings ?? Settings, new HttpClient());

    private static PushedBody Signed(string text) => new("web-hook", "application/json", Encoding.UTF8.GetBytes(text))
    {
        Headers = new Dictionary<string, string> { ["X-Kustomer-Webhook-Signature"] = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Token), Encoding.UTF8.GetBytes(text))) },
    };
}
