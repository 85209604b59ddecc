using System.Text;
using System.Xml.Linq;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Tests.Conventions;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors;

public sealed class ConfirmAgentReceiveTest
{
    private static readonly Liaison.Connectors.Confirm.ConfirmSettings Settings = new()
    {
        Endpoint = "https://confirm.example/c.asmx", Username = "u", Password = new Secret("p"), TenantId = "t", ExternalSystemNumber = "1",
    };

    [Theory, Trait("row", "A44"), Trait("row", "A49")]
    [InlineData("bare-update")]
    [InlineData("request")]
    [InlineData("soap")]
    [InlineData("status-changes")]
    [InlineData("enquiry")]
    public void A_change_is_understood_in_any_wrapping(string fixture)
    {
        var change = Assert.Single(Value(Open().Receive(Body(File.ReadAllBytes(Path.Combine(SourceTree.Root, "tests/Liaison.Tests/Fixtures/confirm/agent", fixture + ".xml"))))).Changes);
        Assert.Equal(("Enquiry", "5001", "2", "PROG"), (change.RecordType, change.Record, change.Version, change.Values["EnquiryStatusCode"]));
        Assert.Equal("2026-07-01T10:00:00+01:00", change.Values["LoggedTime"]);
        Assert.StartsWith("5001_2_", change.DeduplicationKey, StringComparison.Ordinal);
        Assert.Equal(fixture == "request" ? "CAS-1" : null, change.OurReference);
        Assert.DoesNotContain("agent-password", change.Values.Values);
    }

    [Theory, Trait("row", "A49")]
    [InlineData("utf-8", "text/xml")]
    [InlineData("utf-16", "text/xml")]
    [InlineData("iso-8859-1", "text/xml; charset=utf-8")]
    [InlineData("iso-8859-1", "application/xml")]
    [InlineData("utf-8", null)]
    public void Any_encoding_will_do(string name, string? contentType)
    {
        var bytes = Encoding.GetEncoding(name).GetBytes($"<?xml version=\"1.0\" encoding=\"{name}\"?><EnquiryUpdate><EnquiryNumber>5001</EnquiryNumber><StatusLogNotes>Café £5</StatusLogNotes></EnquiryUpdate>");
        Assert.Equal("Café £5", Assert.Single(Value(Open().Receive(new PushedBody("crm-agent", contentType, bytes))).Changes).Values["StatusLogNotes"]);
    }

    [Fact]
    public void Two_enquiries_and_several_logs_are_changes_each_and_the_same_twice_has_one_key()
    {
        const string Log = "<EnquiryStatusLog><EnquiryLogNumber>{0}</EnquiryLogNumber><EnquiryStatusCode>PROG</EnquiryStatusCode></EnquiryStatusLog>";
        var xml = $"<R><U><EnquiryNumber>5001</EnquiryNumber>{string.Format(null, Log, 10)}{string.Format(null, Log, 9)}{string.Format(null, Log, 10)}</U><U><EnquiryNumber>5002</EnquiryNumber></U></R>";
        var changes = Value(Open().Receive(Body(Encoding.UTF8.GetBytes(xml)))).Changes;
        Assert.Equal(["5001/9", "5001/10", "5002/"], changes.Select(change => $"{change.Record}/{change.Version}"));
        Assert.Equal(changes, Value(Open().Receive(Body(Encoding.UTF8.GetBytes(xml)))).Changes, (one, other) => one.DeduplicationKey == other.DeduplicationKey);
    }

    [Fact, Trait("row", "A12")]
    public void Another_systems_enquiry_is_passed_over_and_still_acknowledged()
    {
        var received = Open().Receive(Body("<EnquiryUpdate><EnquiryNumber>5001</EnquiryNumber><ExternalSystemNumber>2</ExternalSystemNumber></EnquiryUpdate>"u8.ToArray()));
        Assert.Empty(Value(received).Changes);
        Assert.Contains("external system 2", Assert.Single(Value(received).Ignored), StringComparison.Ordinal);
        Assert.Equal(200, Open().Reply(received).Status);
    }

    [Fact, Trait("row", "A12")]
    public void Without_an_External_System_Number_nothing_can_be_received()
    {
        var received = Open(Settings with { ExternalSystemNumber = null }).Receive(Body("<EnquiryUpdate><EnquiryNumber>5001</EnquiryNumber></EnquiryUpdate>"u8.ToArray()));
        Assert.Equal(FaultKind.Refused, Fault(received).Kind);
        Assert.Equal(400, Open().Reply(received).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"enquiryNumber\":5001}")]
    [InlineData("<EnquiryUpdate><EnquiryNumber>5001</EnquiryNumber>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><EnquiryUpdate><EnquiryNumber>5001</EnquiryNumber><StatusLogNotes>&x;</StatusLogNotes></EnquiryUpdate>")]
    [InlineData("<Hello/>")]
    public void What_is_no_change_is_refused_with_a_reason(string text)
    {
        var received = Open().Receive(Body(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(FaultKind.Refused, Fault(received).Kind);
        var reply = Open().Reply(received);
        Assert.Equal((400, "text/xml; charset=utf-8"), (reply.Status, reply.ContentType));
        Assert.NotEmpty(XElement.Parse(reply.Body).Element("Fault")!.Element("Reason")!.Value);
    }

    [Fact]
    public void More_than_a_megabyte_is_refused() => Assert.Equal("too-long", Fault(Open().Receive(Body(new byte[(1024 * 1024) + 1]))).Code);

    [Fact, Trait("row", "A49")]
    public void The_reply_is_the_mirror_image()
    {
        var reply = Open().Reply(Open().Receive(Body("<Enquiry><EnquiryNumber>5001</EnquiryNumber><EnquiryLogNumber>3</EnquiryLogNumber></Enquiry>"u8.ToArray())));
        var enquiry = XElement.Parse(reply.Body).Element("OperationResponse")!.Element("EnquiryUpdateResponse")!.Element("Enquiry")!;
        Assert.Equal((200, "5001", "3"), (reply.Status, enquiry.Element("EnquiryNumber")!.Value, enquiry.Element("EnquiryLogNumber")!.Value));
    }

    private static PushedBody Body(byte[] bytes) => new("crm-agent", "text/xml", bytes);

    private static IReceiveChanges Open(Liaison.Connectors.Confirm.ConfirmSettings? settings = null) => (IReceiveChanges)Liaison.Connectors.Confirm.ConfirmConnector.Declaration.Open(
        settings ?? Settings, new ConnectorContext(new Id<Connection>("con_00000000000000000000000000"), new HttpClient(), TimeProvider.System, (_, _) => Task.FromResult<Stream?>(null), NoGrant.Access, static _ => { }));
}
