using System.Text;
using Liaison.Core.Deliveries;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors;

public sealed class ConfirmErrorsTest
{
    [Theory, Trait("row", "A43"), Trait("row", "A40")]
    [InlineData("Application terminated. Error calling method of a PBNI object", FaultKind.Credentials, null)]
    [InlineData("Validate new enquiry.1.Subject XX is not valid for Service HM", FaultKind.Validation, "SubjectCode")]
    [InlineData("Validate new enquiry.1.Attribute SIZE is mandatory for Subject PHS", FaultKind.Validation, "attribute:SIZE")]
    [InlineData("Validate new enquiry.1.Attribute Value Q is not valid for Attribute SIZE", FaultKind.Validation, "attribute:SIZE")]
    [InlineData("Validate new enquiry.1.Customer Surname is required", FaultKind.Validation, "CustomerSurname")]
    [InlineData("Validate new enquiry.1.Point of Contact XX is not valid", FaultKind.Validation, "PointOfContactCode")]
    [InlineData("Validate enquiry update.5.Enquiry Status XX is not active", FaultKind.Validation, "EnquiryStatusCode")]
    [InlineData("Validate enquiry update.5.Action Officer XX is not valid", FaultKind.Validation, "AssignedOfficerCode")]
    [InlineData("Validate new enquiry.1.Site 1 is not valid", FaultKind.Validation, "SiteCode")]
    [InlineData("Validate new enquiry.1.EnquiryX 5 is outside the extent of the map", FaultKind.Validation, "EnquiryX")]
    [InlineData("Validate enquiry update.5.Logged Date 01/07/2026 10:00:00 must be greater than the Effective Date of current status log", FaultKind.Validation, "LoggedTime")]
    [InlineData("Validate enquiry update.5.Enquiry does not exist", FaultKind.NotFound, null)]
    [InlineData("SQLSTATE = 40001 Transaction (Process ID 61) was deadlocked on lock resources: deadlock victim", FaultKind.LockContention, null)]
    [InlineData("SQLSTATE = 08S01 Communication link failure", FaultKind.Unavailable, null)]
    [InlineData("User LIAISON is not authorised to update enquiries", FaultKind.Permission, null)]
    [InlineData("Something new", FaultKind.Validation, null)]
    public async Task A_reason_is_sorted_by_its_words_and_told_verbatim(string reason, FaultKind kind, string? field)
    {
        var fault = await Answered(200, $"<Fault><Reason>{reason}</Reason></Fault>");
        Assert.Equal((kind, field), (fault.Kind, fault.Field));
        Assert.Contains(reason, fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_faults_are_all_told()
    {
        var fault = await Answered(200, "<Fault><Reason>First</Reason></Fault><Fault><Reason>Second</Reason></Fault><Fault/>");
        Assert.Equal("First; Second; No reason was given.", fault.Detail);
    }

    [Theory]
    [InlineData("Server was unable to process request. ---> The database is being maintained.", FaultKind.Unavailable, true)]
    [InlineData("Server was unable to read request. ---> There is an error in XML document (1, 2).", FaultKind.Refused, false)]
    public async Task A_soap_fault_is_weather_unless_it_speaks_of_our_xml(string text, FaultKind kind, bool inDoubt)
    {
        var fault = await Answered(500, null, $"<soap:Fault><faultcode>soap:Server</faultcode><faultstring>{text}</faultstring></soap:Fault>");
        Assert.Equal((kind, inDoubt), (fault.Kind, fault.InDoubt));
    }

    [Theory]
    [InlineData(401, FaultKind.Credentials)]
    [InlineData(403, FaultKind.Permission)]
    [InlineData(404, FaultKind.Unknown)]
    [InlineData(415, FaultKind.Refused)]
    [InlineData(408, FaultKind.TimedOut)]
    [InlineData(502, FaultKind.Unavailable)]
    public async Task A_status_has_its_class(int status, FaultKind kind) => Assert.Equal(kind, (await Answered(status, null, "")).Kind);

    [Theory]
    [InlineData("<OperationResponse><NewEnquiryResponse/></OperationResponse>")]
    [InlineData("<OperationResponse><NewEnquiryResponse><Enquiry/></NewEnquiryResponse></OperationResponse>")]
    [InlineData("<OperationResponse><NewEnquiryResponse><Enquiry><EnquiryNumber xsi:nil='true' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'/></Enquiry></NewEnquiryResponse></OperationResponse>")]
    [InlineData("<OperationResponse><GetEnquiryResponse><Enquiry><EnquiryNumber>5</EnquiryNumber></Enquiry></GetEnquiryResponse></OperationResponse>")]
    public async Task Without_the_expected_number_it_is_no_success(string response)
    {
        var fault = await Answered(200, response);
        Assert.Equal((FaultKind.Unknown, true), (fault.Kind, fault.InDoubt));
    }

    /// <summary>The fault of a create that gets this answer, after code lists of one service that comes as a single element.</summary>
    private static async Task<Fault> Answered(int status, string? response, string? body = null)
    {
        const string Lists = "<OperationResponse><GetEnquiryLookupsResponse><TypeOfService><ServiceCode>LG</ServiceCode><EnquirySubject><SubjectCode>SL</SubjectCode></EnquirySubject></TypeOfService></GetEnquiryLookupsResponse></OperationResponse>";
        await using var server = await HostileServer.Start(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var lookups = (await reader.ReadToEndAsync()).Contains("GetEnquiryLookups", StringComparison.Ordinal);
            http.Response.ContentType = "text/xml; charset=utf-8";
            http.Response.StatusCode = lookups ? 200 : status;
            var inside = !lookups && body is not null ? body : $"<ProcessOperationsResult xmlns=\"http://www.confirm.co.uk/schema/am/connector/webservice\"><Response xmlns=\"\">{(lookups ? Lists : response)}</Response></ProcessOperationsResult>";
            await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>{inside}</soap:Body></soap:Envelope>"));
        });
        await using var bench = await ConfirmBench.Start();
        return Fault(await bench.Open(bench.Settings with { Endpoint = server.Address.ToString() }).Create(bench.Light("CAS-1"), bench.Calls, Cancel));
    }
}
