using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Api;

/// <summary>A page of records with links to the others. Links begin at <c>/v1</c>, whatever the address of the organisation.</summary>
public static class Listing
{
    public static ApiAnswer Of(ApiCall call, IEnumerable<Item> items, int most = 100)
    {
        var (page, size) = (call.Number("page", 1, int.MaxValue), call.Number("pageSize", Math.Min(100, most), most));
        var found = items.Skip((page - 1) * size).Take(size + 1).ToList();
        var self = "/v1/" + call.RawPath;
        string At(int number) => $"{self}?page={number}&pageSize={size}";
        return ApiAnswer.Ok(new JsonObject
        {
            ["meta"] = new JsonObject { ["pageSize"] = size, ["page"] = page },
            ["data"] = new JsonArray([.. found.Take(size).Select(item => Envelope.Data(call.Org, item))]),
            ["links"] = new JsonObject { ["self"] = At(page), ["first"] = At(1), ["prev"] = page > 1 ? At(page - 1) : null, ["next"] = found.Count > size ? At(page + 1) : null },
        });
    }

    /// <summary>Several records by their ids in one address, as a bare list.</summary>
    public static ApiAnswer Several(ApiCall call, IEnumerable<Item> items) => ApiAnswer.Ok(new JsonObject { ["data"] = new JsonArray([.. items.Select(item => Envelope.Data(call.Org, item))]) });
}
