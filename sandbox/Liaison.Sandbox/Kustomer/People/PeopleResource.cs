using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.People;

/// <summary>The key itself, users, teams and their states.</summary>
public static class PeopleResource
{
    public static ApiAnswer Answer(ApiCall call) => (call.Method, call.Path) switch
    {
        ("GET", ["auth", "tokens", "current"]) => ApiAnswer.Ok(Envelope.One(call.Org, call.Org.KeyItem(call))),
        ("GET", ["users", "current"]) => ApiAnswer.Ok(Envelope.One(call.Org, call.Must("user", call.User))),
        ("GET", ["users"]) => Users(call),
        ("GET", ["users", var ids]) => Some(call, "user", ids),
        ("GET", ["users", var id, "teams"]) => Listing.Of(call, Reading(call, "team").Store.Of("team").Where(team => Members(team).Contains(id)), most: 500),
        ("GET", ["teams"]) => Listing.Of(call, Reading(call, "team").Store.Of("team"), most: 500),
        ("GET", ["teams", var ids]) => Some(call, "team", ids),
        ("POST" or "DELETE", ["teams", var id, "members"]) => Member(call, id),
        ("GET", ["routing", "statuses"]) => Listing.Of(call, Reading(call, "user").Store.Of("routing_status")),
        _ => throw RefusalException.NotFound(),
    };

    /// <summary>An e-mail address cannot be combined with other filters: it wins.</summary>
    private static ApiAnswer Users(ApiCall call)
    {
        Reading(call, "user");
        if (call.Asked("email") is { } email)
        {
            return Listing.Of(call, call.Store.AllBy("user", "email", email.ToLowerInvariant()), most: 500);
        }

        var deleted = call.Asked("deleted") == "true";
        return Listing.Of(call, call.Store.Of("user").Where(user => (user.Attributes["deletedAt"] is not null) == deleted && (call.Asked("userType") is not { } type || user.Text("userType") == type)), most: 500);
    }

    private static ApiAnswer Some(ApiCall call, string type, string ids)
    {
        Reading(call, type);
        return ids.Contains(',', StringComparison.Ordinal) ? Listing.Several(call, ids.Split(',').Select(id => call.Store.Find(type, id)).OfType<Item>()) : ApiAnswer.Ok(Envelope.One(call.Org, call.Must(type, ids)));
    }

    private static ApiAnswer Member(ApiCall call, string id)
    {
        call.Needs("team.update");
        var team = call.Must("team", id);
        var named = (call.Body as JsonArray ?? (call.Body as JsonObject)?["members"] as JsonArray ?? []).Select(one => (string)one!).ToList();
        var members = call.Method == "POST" ? Members(team).Union(named) : Members(team).Except(named);
        return ApiAnswer.Ok(Envelope.One(call.Org, RecordDesk.Change(call, team, team.Changed(attributes => attributes["members"] = new JsonArray([.. members.Select(one => (JsonNode)one)])))));
    }

    private static IEnumerable<string> Members(Item team) => ((JsonArray)team.Attributes["members"]!).Select(one => (string)one!);

    private static ApiCall Reading(ApiCall call, string type)
    {
        call.Needs(type + ".read");
        return call;
    }
}
