using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Liaison.Tests.Sandbox;

/// <summary>A sandbox of its own for one test, on a free port, and the few calls that tests make to its Confirm stand-in.</summary>
public sealed class ConfirmSandbox : RunningSandbox
{
    public const string Connector = "http://www.confirm.co.uk/schema/am/connector/webservice";
    public const string Action = Connector + "/ProcessOperations";
    public const string Path = "/confirm/connector/confirmconnector.asmx";
    public const string Tenant = "Demo Council - Development";
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";

    private ConfirmSandbox(WebApplication app) : base(app, "/confirm", follow: true)
    {
    }

    public static Task<ConfirmSandbox> Start(params string[] arguments) => Start(TimeProvider.System, arguments);

    public static async Task<ConfirmSandbox> Start(TimeProvider time, params string[] arguments) => new(await Open("confirm", time, arguments));

    /// <summary>The reply's Response element, for operations given as XML text.</summary>
    public async Task<XElement> Call(params string[] operations)
    {
        using var reply = await Post(Envelope(operations));
        Assert.Equal(200, (int)reply.StatusCode);
        return ResponseOf(await reply.Content.ReadAsStringAsync());
    }

    /// <summary>The reason of the one Fault that the reply must hold.</summary>
    public async Task<string> Refusal(string operation)
    {
        var response = await Call(operation);
        Assert.Empty(response.Elements("OperationResponse"));
        return Assert.Single(response.Elements("Fault")).Element("Reason")!.Value;
    }

    /// <summary>Raises an enquiry and gives its number.</summary>
    public async Task<int> Raise(string more = "") => (int)(await Enquiry(Light(more))).Element("EnquiryNumber")!;

    /// <summary>The Enquiry of the one reply to one operation.</summary>
    public async Task<XElement> Enquiry(string operation)
    {
        var response = await Call(operation);
        Assert.True(response.Element("Fault") is null, response.ToString());
        return response.Element("OperationResponse")!.Elements().Single(element => element.Name != "RequestId").Element("Enquiry")!;
    }

    public async Task<HttpResponseMessage> Post(string envelope, string contentType = "text/xml; charset=utf-8", string? action = Action)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(envelope)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (action is not null)
        {
            request.Headers.TryAddWithoutValidation("SOAPAction", action);
        }

        return await Http.SendAsync(request);
    }

    public async Task<JsonElement> Get(string path) => JsonDocument.Parse(await Http.GetStringAsync(path)).RootElement;

    /// <summary>A new enquiry about a street light: no attribute of it is mandatory.</summary>
    public static string Light(string more = "") => $"<NewEnquiry><EnquiryNumber>1</EnquiryNumber><ServiceCode>LG</ServiceCode><SubjectCode>SL</SubjectCode>{more}</NewEnquiry>";

    public static string Envelope(params string[] operations) => EnvelopeOf("LIAISON", "sandbox", Tenant, operations);

    public static string EnvelopeOf(string user, string password, string database, params string[] operations) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <soap:Envelope xmlns:soap="{Soap}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soap:Body><w:ProcessOperationsRequest xmlns:w="{Connector}"><Request>
        <Authentication><Username>{user}</Username><Password>{password}</Password><DatabaseId>{database}</DatabaseId></Authentication>
        {string.Concat(operations.Select(operation => operation.StartsWith("<Operation>", StringComparison.Ordinal) ? operation : $"<Operation>{operation}</Operation>"))}
        </Request></w:ProcessOperationsRequest></soap:Body></soap:Envelope>
        """;

    public static XElement ResponseOf(string reply) =>
        XElement.Parse(reply).Element(Soap + "Body")!.Element(XName.Get("ProcessOperationsResult", Connector))!.Element("Response")!;
}
