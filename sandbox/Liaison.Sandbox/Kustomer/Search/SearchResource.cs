using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Search;

/// <summary>One address searches all kinds of records. It sees no more than a hundred pages, while its links and totals say otherwise, as at the vendor.</summary>
public static class SearchResource
{
    private const int MostPages = 100;
    private const int MostRecords = 10_000;

    public static ApiAnswer Search(ApiCall call, bool archive)
    {
        call.Needs("search.create");
        call.Org.Limits.Search(call.User);
        var body = call.BodyAs("post.customers.search");
        var (page, size) = (call.Number("page", 1, int.MaxValue), call.Number("pageSize", 100, 500));
        if (page > MostPages || (page - 1) * size >= MostRecords)
        {
            throw RefusalException.BadParameter("page", $"Cannot search past page {MostPages}", "/query/page");
        }

        var context = (string?)body["queryContext"] ?? "customer";
        var query = new Query(call.Org, context, body);
        var old = KustomerStandIn.Stamp(call.Org.Time.GetUtcNow().AddYears(-2));
        var found = query.Sorted(call.Org.Index.Of(query.IsType).Where(item => string.CompareOrdinal(item.Text("updatedAt"), old) < 0 == archive).Where(query.Fits)).ToList();
        var idsOnly = call.Asked("idsOnly") == "true";
        return ApiAnswer.Ok(new JsonObject
        {
            ["meta"] = new JsonObject { ["pageSize"] = size, ["page"] = page, ["total"] = found.Count, ["totalPages"] = Pages(found.Count, size), ["aggregations"] = new JsonObject(), ["timed_out"] = false },
            ["data"] = new JsonArray([.. found.Skip((page - 1) * size).Take(size).Select(item => idsOnly ? new JsonObject { ["type"] = item.Type, ["id"] = item.Id } : Envelope.Data(call.Org, item))]),
            ["links"] = Links(call, page, size, Pages(found.Count, size)),
        });
    }

    private static int Pages(int total, int size) => (total + size - 1) / size;

    private static JsonObject Links(ApiCall call, int page, int size, int pages)
    {
        string At(int number) => $"/v1/{call.RawPath}?page={number}&pageSize={size}";
        return new JsonObject { ["self"] = At(page), ["first"] = At(1), ["prev"] = page > 1 ? At(page - 1) : null, ["next"] = page < pages ? At(page + 1) : null, ["last"] = At(Math.Max(1, pages)) };
    }
}
