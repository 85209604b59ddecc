using System.Net;
using System.Text;
using System.Xml.Linq;
using Xunit;

namespace Liaison.Tests.Sandbox;

/// <summary>The connector is strict about its envelope and its user, and easy about the order of fields.</summary>
public sealed class ConfirmStrictnessTests
{
    [Fact]
    public async Task Namespaced_inner_elements_are_silently_ignored()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        using var reply = await sandbox.Post(ConfirmSandbox.Envelope("<GetEnquiryLookups/>").Replace("<Request>", $"<Request xmlns=\"{ConfirmSandbox.Connector}\">", StringComparison.Ordinal));
        Assert.Empty(ConfirmSandbox.ResponseOf(await reply.Content.ReadAsStringAsync()).Elements());
    }

    [Fact]
    public async Task A_wrong_body_element_is_a_soap_fault()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        using var reply = await sandbox.Post(ConfirmSandbox.Envelope("<GetEnquiryLookups/>").Replace("ProcessOperationsRequest", "ProcessOperations", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.InternalServerError, reply.StatusCode);
        Assert.Contains("<faultcode>soap:Client", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/soap+xml; charset=utf-8")]
    [InlineData("application/json")]
    public async Task Another_content_type_than_text_xml_is_415(string contentType)
    {
        await using var sandbox = await ConfirmSandbox.Start();
        using var reply = await sandbox.Post(ConfirmSandbox.Envelope("<GetEnquiryLookups/>"), contentType);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, reply.StatusCode);
    }

    [Theory]
    [InlineData(ConfirmSandbox.Action, 200)]
    [InlineData("\"" + ConfirmSandbox.Action + "\"", 200)]
    [InlineData("\"" + ConfirmSandbox.Connector + "/ProcessFbi\"", 500)]
    [InlineData(null, 500)]
    public async Task The_action_may_be_quoted_or_not_but_must_be_the_right_one(string? action, int status)
    {
        await using var sandbox = await ConfirmSandbox.Start();
        using var reply = await sandbox.Post(ConfirmSandbox.Envelope("<GetEnquiryLookups/>"), action: action);
        Assert.Equal(status, (int)reply.StatusCode);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><x/>")]
    [InlineData("<soap:Envelope")]
    [InlineData("")]
    [InlineData("<Envelope xmlns=\"http://www.w3.org/2003/05/soap-envelope\"/>")]
    public async Task What_is_not_a_soap_11_envelope_is_a_soap_fault(string text)
    {
        await using var sandbox = await ConfirmSandbox.Start();
        using var reply = await sandbox.Post(text);
        Assert.Equal(HttpStatusCode.InternalServerError, reply.StatusCode);
    }

    [Fact]
    public async Task Fields_come_in_any_order_with_unknown_ones_among_them_and_nil_is_absent()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        var enquiry = await sandbox.Enquiry("""
            <NewEnquiry><EnquiryAttribute><EnqAttribTypeCode>COLN</EnqAttribTypeCode><EnqAttribStringValue>L7</EnqAttribStringValue></EnquiryAttribute>
            <Surprise><Deep>1</Deep></Surprise><SubjectCode>SL</SubjectCode><ContactEmail xsi:nil="true"/><EnquiryDescription><![CDATA[Dark & <cold>]]></EnquiryDescription>
            <ServiceCode>LG</ServiceCode><Odd>2</Odd></NewEnquiry>
            """);
        Assert.Null(enquiry.Element("ContactEmail"));
        Assert.Equal("Dark & <cold>", enquiry.Element("EnquiryDescription")!.Value);
        Assert.Equal("L7", enquiry.Element("EnquiryAttribute")!.Element("EnqAttribStringValue")!.Value);
    }

    [Fact]
    public async Task Several_operations_answer_side_by_side_and_carry_their_request_ids()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        var number = await sandbox.Raise();
        var response = await sandbox.Call(
            $"<Operation><RequestId>a</RequestId><GetEnquiry><EnquiryNumber>{number}</EnquiryNumber></GetEnquiry></Operation>",
            "<GetEnquiry><EnquiryNumber>999</EnquiryNumber></GetEnquiry>",
            "<Operation><RequestId>c</RequestId><GetAllActionOfficers/></Operation>",
            "<DeleteEverything/>");
        Assert.Equal(["OperationResponse", "Fault", "OperationResponse", "Fault"], response.Elements().Select(element => element.Name.LocalName));
        Assert.Equal(["a", "c"], response.Descendants("RequestId").Select(id => id.Value));
        Assert.StartsWith("Get enquiry.999.", response.Element("Fault")!.Element("Reason")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_in_another_charset_is_read_by_its_header()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, ConfirmSandbox.Path);
        var text = ConfirmSandbox.Envelope(ConfirmSandbox.Light("<ContactName>Zoë</ContactName>")).Replace("encoding=\"utf-8\"", "encoding=\"iso-8859-1\"", StringComparison.Ordinal);
        request.Content = new StringContent(text, Encoding.Latin1, "text/xml");
        request.Headers.Add("SOAPAction", ConfirmSandbox.Action);
        using var reply = await sandbox.Http.SendAsync(request);
        Assert.Equal("Zoë", ConfirmSandbox.ResponseOf(await reply.Content.ReadAsStringAsync()).Descendants("ContactName").Single().Value);
    }

    [Theory]
    [InlineData("LIAISON", "wrong", ConfirmSandbox.Tenant)]
    [InlineData("SOMEBODY", "sandbox", ConfirmSandbox.Tenant)]
    [InlineData("LIAISON", "sandbox", "Another Council")]
    public async Task Wrong_credentials_do_not_say_so(string user, string password, string database)
    {
        await using var sandbox = await ConfirmSandbox.Start();
        using var reply = await sandbox.Post(ConfirmSandbox.EnvelopeOf(user, password, database, "<GetEnquiryLookups/>"));
        var response = ConfirmSandbox.ResponseOf(await reply.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Contains("Error calling method of a PBNI object", Assert.Single(response.Elements()).Element("Reason")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_while()
    {
        var time = new SettableTime(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero));
        await using var sandbox = await ConfirmSandbox.Start(time);
        for (var i = 0; i < 5; i++)
        {
            using var bad = await sandbox.Post(ConfirmSandbox.EnvelopeOf("LIAISON", "wrong", ConfirmSandbox.Tenant, "<GetEnquiryLookups/>"));
        }

        Assert.Contains("PBNI", await sandbox.Refusal("<GetEnquiryLookups/>"), StringComparison.Ordinal);
        Assert.True((await sandbox.Get("/confirm/control/counters")).GetProperty("locked").GetBoolean());
        time.Now += TimeSpan.FromSeconds(301);
        Assert.Null((await sandbox.Call("<GetEnquiryLookups/>")).Element("Fault"));
    }

    [Fact]
    public async Task Lookups_hold_a_council_worth_of_codes()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        var lookups = (await sandbox.Call("<GetEnquiryLookups/>")).Descendants("GetEnquiryLookupsResponse").Single();
        Assert.True(lookups.Elements("TypeOfService").Count() >= 8);
        Assert.True(lookups.Descendants("EnquirySubject").Count() >= 40);
        Assert.Contains(lookups.Elements("EnquiryStatus"), status => (bool)status.Element("OutstandingFlag")!);
        Assert.Contains(lookups.Elements("EnquiryStatus"), status => !(bool)status.Element("OutstandingFlag")!);
        var types = lookups.Elements("EnquiryAttributeType").Select(type => type.Element("EnqAttribTypeCode")!.Value).ToHashSet();
        Assert.All(lookups.Descendants("SubjectAttribute"), attribute => Assert.Contains(attribute.Element("EnqAttribTypeCode")!.Value, types));
    }
}
