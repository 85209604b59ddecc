using Liaison.Sandbox.Salesforce.Faults;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.OAuth;

/// <summary>The OAuth endpoints, at the root and below <c>/salesforce</c>.</summary>
public static class OAuthDoor
{
    public static void Map(IEndpointRouteBuilder routes, SalesforceStandIn org)
    {
        foreach (var prefix in SalesforceStandIn.Prefixes)
        {
            var oauth = routes.MapGroup(prefix + "/services/oauth2");
            oauth.MapGet("/authorize", (Func<HttpContext, IResult>)(http => AuthorizePage.Show(http, org)));
            oauth.MapPost("/authorize", (Func<HttpContext, Task<IResult>>)(http => AuthorizePage.Answer(http, org)));
            oauth.MapPost("/token", FaultDoor.Handler(org, "token", http => TokenEndpoint.Answer(http, org)));
            oauth.MapMethods("/revoke", ["GET", "POST"], FaultDoor.Handler(org, "revoke", http => Revoke(http, org)));
            oauth.MapMethods("/userinfo", ["GET", "POST"], FaultDoor.Handler(org, "userinfo", http => Task.FromResult(Info(http, org, Identity.UserInfo))));
            routes.MapGet(prefix + "/id/{organization}/{user}", FaultDoor.Handler(org, "identity", http => Task.FromResult(Info(http, org, Identity.Of))));
        }
    }

    private static async Task<RestAnswer> Revoke(HttpContext http, SalesforceStandIn org)
    {
        var token = http.Request.Query["token"].ToString() is { Length: > 0 } given ? given
            : http.Request.HasFormContentType ? (await http.Request.ReadFormAsync())["token"].ToString() : "";
        return org.Tokens.Revoke(token) ? new RestAnswer(StatusCodes.Status200OK) : TokenEndpoint.Refuse("invalid_token", "invalid token: " + token);
    }

    private static RestAnswer Info(HttpContext http, SalesforceStandIn org, Func<SalesforceStandIn, Session, System.Text.Json.Nodes.JsonObject> write) =>
        org.SessionOf(http) is { } session ? RestAnswer.Ok(write(org, session))
            : new RestAnswer(StatusCodes.Status403Forbidden, Bytes: "Bad_OAuth_Token"u8.ToArray(), ContentType: "text/html;charset=UTF-8");
}
