using System.Globalization;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Api;

/// <summary>A page of records with links to the others. Links begin at <c>/v1</c>, whatever the address of the organisation, and keep what else was asked.</summary>
public static class Listing
{
    /// <param name="counted">A few lists tell how many there are.</param>
    /// <param name="path">Where the links lead; null is where the request went.</param>
    public static ApiAnswer Of(ApiCall call, IEnumerable<Item> items, int most = 100, bool counted = false, string? path = null)
    {
        var (page, size) = (call.Number("page", 1, int.MaxValue), call.Number("pageSize", Math.Min(100, most), most));
        var all = counted ? items.ToList() : items;
        var found = all.Skip((page - 1) * size).Take(size + 1).ToList();
        string At(int number) => Address(call, path, number, size);
        var meta = new JsonObject { ["pageSize"] = size, ["page"] = page };
        var links = new JsonObject { ["self"] = At(page), ["first"] = At(1), ["prev"] = page > 1 ? At(page - 1) : null, ["next"] = found.Count > size ? At(page + 1) : null };
        if (counted)
        {
            var pages = Math.Max(1, (all.Count() + size - 1) / size);
            (meta["total"], meta["totalPages"], links["last"]) = (all.Count(), pages, At(pages));
        }

        return ApiAnswer.Ok(new JsonObject { ["meta"] = meta, ["data"] = new JsonArray([.. found.Take(size).Select(item => Envelope.Data(call.Org, item))]), ["links"] = links });
    }

    /// <summary>Several records by their ids in one address, as a bare list.</summary>
    public static ApiAnswer Several(ApiCall call, IEnumerable<Item> items) => ApiAnswer.Ok(new JsonObject { ["data"] = new JsonArray([.. items.Select(item => Envelope.Data(call.Org, item))]) });

    private static string Address(ApiCall call, string? path, int page, int size)
    {
        var asked = call.Query.Where(one => one.Key is not ("page" or "pageSize")).Select(one => $"{Uri.EscapeDataString(one.Key)}={Uri.EscapeDataString(one.Value)}");
        return $"/v1/{path ?? call.RawPath}?{string.Join('&', [.. asked, $"page={page.ToString(CultureInfo.InvariantCulture)}", $"pageSize={size.ToString(CultureInfo.InvariantCulture)}"])}";
    }
}
