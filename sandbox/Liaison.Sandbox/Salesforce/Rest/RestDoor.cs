using Liaison.Sandbox.Salesforce.Faults;
using Microsoft.AspNetCore.Http.Features;

namespace Liaison.Sandbox.Salesforce.Rest;

/// <summary>The REST API over HTTP, at the root and below <c>/salesforce</c>.</summary>
public static class RestDoor
{
    private const int LongestAddress = 16_384;

    public static void Map(IEndpointRouteBuilder routes, SalesforceStandIn org)
    {
        foreach (var prefix in SalesforceStandIn.Prefixes)
        {
            routes.MapGet(prefix + "/services/data", FaultDoor.Handler(org, "versions", _ => Task.FromResult(RestAnswer.Ok(org.Versions.List()))));
            routes.Map(prefix + "/services/data/{**rest}", http => Answer(http, org, prefix));
        }
    }

    private static async Task Answer(HttpContext http, SalesforceStandIn org, string prefix)
    {
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if (await Read(http, target[prefix.Length..]) is not { } request)
        {
            await AnswerWriter.Write(http, org, RestAnswer.Refused(Refusals.NotFound()));
            return;
        }

        var (operation, type) = Operation.Of(request);
        await FaultDoor.Under(http, org, operation, type, () => Task.FromResult(TooLong(http, target) ?? Admit(http, org, request)));
    }

    private static RestAnswer Admit(HttpContext http, SalesforceStandIn org, RestRequest request)
    {
        org.Usage.Add();
        org.Counters.Count("api");
        if (org.SessionOf(http) is not { } session)
        {
            return FaultDoor.Expired();
        }

        if (org.Settings.RemovedPermissions.Contains("api", StringComparer.OrdinalIgnoreCase))
        {
            return RestAnswer.Refused(new RefusalException(403, new Failure("API_DISABLED_FOR_ORG", "The REST API is not enabled for this Organization or the user lacks the API Enabled permission.")));
        }

        return org.Usage.Used > org.Settings.DailyApiRequests
            ? RestAnswer.Refused(new RefusalException(403, new Failure("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")))
            : RestRouter.Answer(new RestCall(org, request, session, org.Schema));
    }

    private static RestAnswer? TooLong(HttpContext http, string target) => target.Length > LongestAddress ? Page(StatusCodes.Status414RequestUriTooLong, "URI Too Long")
        : target.Length + http.Request.Headers.Sum(header => header.Key.Length + header.Value.Sum(value => value?.Length ?? 0) + 4) > LongestAddress
            ? Page(StatusCodes.Status431RequestHeaderFieldsTooLarge, "Request Header Fields Too Large") : null;

    private static RestAnswer Page(int status, string text) => new(status, Bytes: System.Text.Encoding.UTF8.GetBytes($"<html><body><h1>{text}</h1></body></html>"), ContentType: "text/html;charset=utf-8");

    private static async Task<RestRequest?> Read(HttpContext http, string target)
    {
        using var body = new MemoryStream((int)Math.Min(http.Request.ContentLength ?? 0, 1 << 26));
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var method = http.Request.Method == "POST" && http.Request.Query["_HttpMethod"].ToString() is { Length: > 0 } meant ? meant.ToUpperInvariant() : http.Request.Method == "HEAD" ? "GET" : http.Request.Method;
        return RestRequest.Parse(method, target, headers, body.GetBuffer().AsMemory(0, (int)body.Length));
    }
}
