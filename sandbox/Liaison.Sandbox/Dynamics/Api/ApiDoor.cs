using Liaison.Sandbox.Dynamics.Faults;
using Microsoft.AspNetCore.Http.Features;

namespace Liaison.Sandbox.Dynamics.Api;

/// <summary>The Web API over HTTP, at the root and below <c>/dynamics</c>.</summary>
public static class ApiDoor
{
    private const int LongestAddress = 32_768;

    public static void Map(IEndpointRouteBuilder routes, DynamicsStandIn org)
    {
        foreach (var prefix in DynamicsStandIn.Prefixes)
        {
            routes.Map(prefix + "/api/data/{**rest}", http => Answer(http, org));
        }
    }

    private static async Task Answer(HttpContext http, DynamicsStandIn org)
    {
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if (await Read(http, target) is not { } request)
        {
            await AnswerWriter.Write(http, org, ApiAnswer.Refused(new ODataException(404, "0x0", $"No HTTP resource was found that matches the request URI '{http.Request.Path}'.")));
            return;
        }

        var (operation, table) = Operation.Of(request, org.Schema);
        await FaultDoor.Under(http, org, operation, table, () => Task.FromResult(target.Length > LongestAddress
            ? new ApiAnswer(StatusCodes.Status414RequestUriTooLong, Bytes: "<html><body><h1>URI Too Long</h1></body></html>"u8.ToArray(), ContentType: "text/html; charset=utf-8") : Admit(http, org, request)));
    }

    private static ApiAnswer Admit(HttpContext http, DynamicsStandIn org, ApiRequest request)
    {
        org.Counters.Count("api");
        if (org.SessionOf(http) is not { } session)
        {
            return org.Challenge(http);
        }

        if (org.Refused(session) is { } refused)
        {
            return ApiAnswer.Refused(refused);
        }

        // What a client of the protocol always says; a body in another protocol version is not understood.
        if (request.Header("OData-MaxVersion") is { } most && most != "4.0")
        {
            return ApiAnswer.Refused(new ODataException(400, "0x0", $"The OData-MaxVersion '{most}' is not supported. Use 4.0."));
        }

        using var work = org.Protection.Enter(session.User, out var busy);
        return busy is not null ? ApiAnswer.Refused(busy).With("Retry-After", org.Settings.RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : Router.Answer(new ApiCall(org, request, session, org.Schema));
    }

    private static async Task<ApiRequest?> Read(HttpContext http, string target)
    {
        using var body = new MemoryStream((int)Math.Min(http.Request.ContentLength ?? 0, 1 << 26));
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return ApiRequest.Parse(http.Request.Method, target, headers, body.GetBuffer().AsMemory(0, (int)body.Length));
    }
}
