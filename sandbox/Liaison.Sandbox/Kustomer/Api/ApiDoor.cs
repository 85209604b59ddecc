using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Faults;
using Microsoft.AspNetCore.Http.Features;

namespace Liaison.Sandbox.Kustomer.Api;

/// <summary>The API over HTTP, below <c>/kustomer/v1</c> and, since links of answers begin there, below <c>/v1</c>.</summary>
public static class ApiDoor
{
    public static void Map(IEndpointRouteBuilder routes, KustomerStandIn org)
    {
        foreach (var prefix in KustomerStandIn.Prefixes)
        {
            routes.Map(prefix + "/v1/{**rest}", http => Answer(http, org));
        }
    }

    private static async Task Answer(HttpContext http, KustomerStandIn org)
    {
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var raw = target[(target.IndexOf("/v1/", StringComparison.Ordinal) + 4)..];
        raw = raw.IndexOf('?', StringComparison.Ordinal) is var query and >= 0 ? raw[..query] : raw;

        // A plus that is not escaped is a blank, as in a form: +44… has to be sent as %2B44….
        var path = raw.Split('/').Select(part => Uri.UnescapeDataString(part.Replace('+', ' '))).ToArray();
        using var body = new MemoryStream((int)Math.Min(http.Request.ContentLength ?? 0, 1 << 20));
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        await FaultDoor.Under(http, org, Operation.Of(http.Request.Method, path), path[0], () => Admit(http, org, path, raw, body.GetBuffer().AsMemory(0, (int)body.Length)));
    }

    private static ApiAnswer Admit(HttpContext http, KustomerStandIn org, string[] path, string raw, ReadOnlyMemory<byte> body)
    {
        lock (org.Store.Gate)
        {
            try
            {
                org.Counters.Count("api");
                org.Admit(http);
                org.Limits.Enter();
                if (body.Length > org.Settings.MaxBody)
                {
                    throw new RefusalException(413, "payloadtoolarge", "Payload Too Large");
                }

                var asked = http.Request.Query.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.Ordinal);
                return Router.Answer(new ApiCall(org, http.Request.Method, path, asked, Read(http, body), Seed.Machine, Origin(http), raw));
            }
            catch (RefusalException refusal)
            {
                org.Counters.Count($"refused.{refusal.Status}");
                return ApiAnswer.Refused(refusal);
            }
        }
    }

    /// <summary>A body that does not say that it is JSON is not looked at.</summary>
    private static JsonNode? Read(HttpContext http, ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty || http.Request.ContentType is not { } type || !type.Contains("json", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(body.Span);
        }
        catch (JsonException)
        {
            throw RefusalException.BadParameter("body", "Unexpected token in JSON", "/");
        }
    }

    private static string Origin(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";
}
