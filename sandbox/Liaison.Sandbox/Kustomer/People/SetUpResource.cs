using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.People;

/// <summary>The little of an organisation's set-up that clients read: its brand and its satisfaction forms.</summary>
public static class SetUpResource
{
    private const string FirstDay = "2026-01-05T08:00:00.000Z";

    public static ApiAnswer Answer(ApiCall call) => (call.Method, call.Path) switch
    {
        ("GET", ["brands", "default"]) => ApiAnswer.Ok(Envelope.One(call.Org, new Item("brand", Seed.Id(0x0b, 1), new JsonObject { ["name"] = "default", ["default"] = true, ["createdAt"] = FirstDay, ["updatedAt"] = FirstDay }, ImmutableSortedDictionary<string, string>.Empty))),
        ("GET", ["satisfaction"]) => Listing.Of(call, []),
        _ => throw RefusalException.NotFound("id"),
    };
}
