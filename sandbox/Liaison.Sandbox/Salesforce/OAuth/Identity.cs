using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce.OAuth;

/// <summary>Who the caller is, as the identity URL and the userinfo endpoint tell it.</summary>
public static class Identity
{
    public static string UrlOf(string address, string user) => $"{address}/id/{Seed.OrganizationId}/{user}";

    public static JsonObject Of(SalesforceStandIn org, Session session)
    {
        var (user, text) = Read(org, session.User);
        return new JsonObject
        {
            ["id"] = session.IdentityUrl,
            ["asserted_user"] = true,
            ["user_id"] = user.Id,
            ["organization_id"] = Seed.OrganizationId,
            ["username"] = text("Username"),
            ["nick_name"] = text("Alias"),
            ["display_name"] = text("Name"),
            ["email"] = text("Email"),
            ["email_verified"] = true,
            ["first_name"] = text("FirstName"),
            ["last_name"] = text("LastName"),
            ["timezone"] = text("TimeZoneSidKey"),
            ["active"] = true,
            ["user_type"] = "STANDARD",
            ["language"] = text("LanguageLocaleKey"),
            ["locale"] = text("LocaleSidKey"),
            ["urls"] = Urls(session.Address),
            ["last_modified_date"] = "2026-01-05T09:00:00Z",
        };
    }

    public static JsonObject UserInfo(SalesforceStandIn org, Session session)
    {
        var (user, text) = Read(org, session.User);
        return new JsonObject
        {
            ["sub"] = session.IdentityUrl,
            ["user_id"] = user.Id,
            ["organization_id"] = Seed.OrganizationId,
            ["preferred_username"] = text("Username"),
            ["nickname"] = text("Alias"),
            ["name"] = text("Name"),
            ["email"] = text("Email"),
            ["email_verified"] = true,
            ["given_name"] = text("FirstName"),
            ["family_name"] = text("LastName"),
            ["zoneinfo"] = text("TimeZoneSidKey"),
            ["photos"] = new JsonObject(),
            ["address"] = new JsonObject(),
            ["is_salesforce_integration_user"] = text("Username") == org.Settings.RunAs,
            ["urls"] = Urls(session.Address),
            ["active"] = true,
            ["user_type"] = "STANDARD",
            ["language"] = text("LanguageLocaleKey"),
            ["locale"] = text("LocaleSidKey"),
            ["utcOffset"] = 0,
            ["updated_at"] = "2026-01-05T09:00:00Z",
        };
    }

    private static (Row User, Func<string, string?> Text) Read(SalesforceStandIn org, string id)
    {
        var users = org.Store["User"];
        var user = users.Find(id)!;
        return (user, field => user[users.Type.Field(field)!] as string);
    }

    private static JsonObject Urls(string address) => new()
    {
        ["rest"] = address + "/services/data/v{version}/",
        ["sobjects"] = address + "/services/data/v{version}/sobjects/",
        ["search"] = address + "/services/data/v{version}/search/",
        ["query"] = address + "/services/data/v{version}/query/",
        ["recent"] = address + "/services/data/v{version}/recent/",
        ["profile"] = address + "/" + Seed.OrganizationId,
    };
}
