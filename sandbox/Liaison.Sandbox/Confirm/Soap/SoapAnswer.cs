using System.Security;

namespace Liaison.Sandbox.Confirm.Soap;

/// <summary>The answers that need no work: soap:Fault with HTTP 500, and the empty Response.</summary>
public static class SoapAnswer
{
    public const string Xml = "text/xml; charset=utf-8";
    private const string Opening = "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"" + RequestReader.Envelope11 + "\"><soap:Body>";
    private const string Closing = "</soap:Body></soap:Envelope>";

    public static Task Fault(HttpContext http, string code, string reason)
    {
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return Write(http, $"<soap:Fault><faultcode>{code}</faultcode><faultstring>{SecurityElement.Escape(reason)}</faultstring><detail/></soap:Fault>");
    }

    public static Task Empty(HttpContext http) =>
        Write(http, "<ProcessOperationsResult xmlns=\"" + RequestReader.Connector + "\"><Response xmlns=\"\"/></ProcessOperationsResult>");

    private static Task Write(HttpContext http, string body)
    {
        http.Response.ContentType = Xml;
        return http.Response.WriteAsync(Opening + body + Closing);
    }
}
