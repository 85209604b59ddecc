using System.Text.Json.Nodes;
using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Faults;

namespace Liaison.Sandbox.Dynamics.OAuth;

/// <summary>The sign-in service, older and newer shape, below <c>/dynamics/login/{tenant}</c>.</summary>
public static class OAuthDoor
{
    public static void Map(IEndpointRouteBuilder routes, DynamicsStandIn org)
    {
        var login = routes.MapGroup(DynamicsStandIn.Path + "/login/{tenant}");
        foreach (var (path, newer) in new[] { ("/oauth2/v2.0", true), ("/oauth2", false) })
        {
            login.MapGet(path + "/authorize", (Func<HttpContext, string, IResult>)((http, tenant) => AuthorizePage.Show(http, org, tenant, newer)));
            login.MapPost(path + "/authorize", (Func<HttpContext, string, Task<IResult>>)((http, tenant) => AuthorizePage.Answer(http, org, tenant, newer)));
            login.MapPost(path + "/token", (HttpContext http, string tenant) => FaultDoor.Under(http, org, "token", table: null, () => TokenEndpoint.Answer(http, org, tenant, newer)));
        }

        login.MapGet("/v2.0/.well-known/openid-configuration", (HttpContext http, string tenant) => AnswerWriter.Write(http, org, ApiAnswer.Ok(Configuration(http, org, tenant))));
    }

    private static JsonObject Configuration(HttpContext http, DynamicsStandIn org, string tenant)
    {
        var address = $"{DynamicsStandIn.AddressOf(http)}/login/{tenant}";
        return new JsonObject
        {
            ["token_endpoint"] = address + "/oauth2/v2.0/token",
            ["authorization_endpoint"] = address + "/oauth2/v2.0/authorize",
            ["issuer"] = $"{DynamicsStandIn.AddressOf(http)}/login/{org.Settings.TenantId}/v2.0",
            ["response_types_supported"] = new JsonArray("code", "id_token", "code id_token"),
            ["scopes_supported"] = new JsonArray("openid", "profile", "email", "offline_access"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "client_secret_basic"),
        };
    }
}
