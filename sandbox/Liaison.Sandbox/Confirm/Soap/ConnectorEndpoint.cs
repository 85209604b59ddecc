using System.Net.Http.Headers;
using System.Text;
using System.Xml;
using Liaison.Sandbox.Confirm.Faults;
using Liaison.Sandbox.Confirm.Lookups;

namespace Liaison.Sandbox.Confirm.Soap;

/// <summary>The CRM connector: one SOAP 1.1 operation that takes a list of operations.</summary>
public static class ConnectorEndpoint
{
    private const string Action = RequestReader.Connector + "/ProcessOperations";

    /// <summary>What a wrong password, a locked account and a wrong database have in common.</summary>
    private const string NotLoggedIn = "Application terminated. Error calling method of a PBNI object";

    public static void Map(IEndpointRouteBuilder routes, ConfirmStandIn confirm)
    {
        // On premises the service lives under any path; a common one is served too.
        foreach (var path in new[] { "/confirm/connector/confirmconnector.asmx", "/confirmws/confirmconnector.asmx" })
        {
            routes.MapPost(path, http => Handle(http, confirm));
            routes.MapGet(path, () => Results.Content("<html><body><h1>ConfirmConnector</h1><p>A stand-in. POST SOAP 1.1 here.</p></body></html>", "text/html"));
        }
    }

    private static async Task Handle(HttpContext http, ConfirmStandIn confirm)
    {
        confirm.Counters.Count("api");
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !string.Equals(type.MediaType, "text/xml", StringComparison.OrdinalIgnoreCase))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        RequestForm? request;
        try
        {
            request = await ReadBody(http, type.CharSet);
        }
        catch (XmlException malformed)
        {
            await SoapAnswer.Fault(http, "soap:Client", $"Server was unable to read request. ---> There is an error in XML document ({malformed.LineNumber}, {malformed.LinePosition}).");
            return;
        }
        catch (SoapFaultException wrong)
        {
            await SoapAnswer.Fault(http, wrong.Code, wrong.Message);
            return;
        }

        if (http.Request.Headers["SOAPAction"].ToString().Trim().Trim('"') is var action && action != Action)
        {
            await SoapAnswer.Fault(http, "soap:Client", $"Server did not recognize the value of HTTP Header SOAPAction: {action}.");
            return;
        }

        var weather = Weather.Next(confirm.Faults, FaultEndpoint.Soap, request?.Operations.Select(operation => operation.Name) ?? []);
        if (weather.DelayBefore > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(weather.DelayBefore), confirm.Time, http.RequestAborted);
        }

        if (weather.Before is { } before)
        {
            await FaultAnswer.Write(http, before);
        }
        else if (request is null)
        {
            await SoapAnswer.Empty(http);
        }
        else
        {
            await Work(http, confirm, request, weather);
        }
    }

    private static async Task Work(HttpContext http, ConfirmStandIn confirm, RequestForm request, Weather weather)
    {
        using var reply = new ReplyWriter(confirm.Clock, weather.Dates ?? confirm.Settings.Dates);
        reply.OpenResponse();
        if (weather.RefuseCredentials || request.DatabaseId != confirm.Settings.DatabaseId || !confirm.Lockout.Admits(confirm.Settings, request.Username, request.Password))
        {
            confirm.Counters.Count("credentials.refused");
            reply.Fault(NotLoggedIn);
        }
        else
        {
            var catalogue = confirm.Catalogue;
            var runner = new OperationRunner(
                confirm, Drift.Apply(catalogue, weather.Drifts, forRules: true), Drift.Apply(catalogue, weather.Drifts, forRules: false), request.Username!, reply);
            foreach (var operation in request.Operations)
            {
                runner.Run(operation);
            }
        }

        var bytes = reply.Finish();
        if (weather.DelayAfter > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(weather.DelayAfter), confirm.Time, http.RequestAborted);
        }

        if (weather.After is { } after)
        {
            await FaultAnswer.Write(http, after);
            return;
        }

        http.Response.ContentType = SoapAnswer.Xml;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static async Task<RequestForm?> ReadBody(HttpContext http, string? charset)
    {
        using var body = new MemoryStream((int)Math.Clamp(http.Request.ContentLength ?? 4096, 0, 1_000_000));
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        body.Position = 0;
        if (string.IsNullOrEmpty(charset) || charset.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return RequestReader.Read(body);
        }

        // The header's charset outranks the declaration in the text.
        Encoding encoding;
        try
        {
            encoding = Encoding.GetEncoding(charset.Trim('"'));
        }
        catch (ArgumentException)
        {
            throw new SoapFaultException("soap:Client", $"Server was unable to read request: charset {charset} is not known.");
        }

        using var text = new StreamReader(body, encoding);
        return RequestReader.Read(text);
    }
}
