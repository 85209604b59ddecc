using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;

namespace Liaison.Sandbox.Kustomer.Hooks;

/// <summary>Who changed what, below <c>/v1/audit-logs</c>, with cursors in place of pages.</summary>
public static class AuditResource
{
    public static ApiAnswer Answer(ApiCall call)
    {
        if (call.Method != "GET" || call.Path.Length != 1)
        {
            throw RefusalException.NotFound();
        }

        var count = call.Number("count", 100, 1000);
        var all = call.Org.Log.Audit.ToList();
        var begin = call.Asked("before") is { } before ? all.FindIndex(one => one.Id == before) + 1 : call.Asked("after") is { } after ? Math.Max(0, all.FindIndex(one => one.Id == after) - count) : 0;
        var page = all.Skip(begin).Take(count).ToList();
        string At(string? cursor) => $"/v1/audit-logs?count={count}{cursor}";
        return ApiAnswer.Ok(new JsonObject
        {
            ["meta"] = new JsonObject { ["count"] = page.Count, ["total"] = all.Count, ["cursorCount"] = all.Count },
            ["links"] = new JsonObject { ["self"] = At(null), ["first"] = At(null), ["prev"] = page.Count > 0 && begin > 0 ? At("&after=" + page[0].Id) : null, ["next"] = page.Count > 0 && begin + count < all.Count ? At("&before=" + page[^1].Id) : null },
            ["data"] = new JsonArray([.. page.Select(item =>
            {
                var data = Envelope.Data(call.Org, item);
                data.Remove("links");
                data["relationships"]!.AsObject().Remove("org");
                return data;
            })]),
        });
    }
}
