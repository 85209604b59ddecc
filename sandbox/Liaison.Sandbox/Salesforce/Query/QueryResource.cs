using System.Globalization;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Query;

/// <summary><c>query</c>, <c>queryAll</c> and the pages that follow.</summary>
public static class QueryResource
{
    private const int LongestQuery = 100_000;
    private const int SmallestPage = 200;

    public static RestAnswer Run(RestCall call, bool all)
    {
        if (call.Request.Parameter("explain") is { } explained)
        {
            Understand(call, explained);
            return RestAnswer.Ok(new JsonObject { ["plans"] = new JsonArray(new JsonObject { ["leadingOperationType"] = "TableScan", ["relativeCost"] = 1.0, ["fields"] = new JsonArray(), ["notes"] = new JsonArray() }) });
        }

        var select = Understand(call, call.Request.Parameter("q") ?? throw Refusals.Of("MALFORMED_QUERY", "SOQL query is missing: the parameter 'q' is required"));
        var runner = new Runner(new Reader(call, all));
        if (select.IsCount)
        {
            return RestAnswer.Ok(new JsonObject { ["totalSize"] = runner.Rows(select).Count(), ["done"] = true, ["records"] = new JsonArray() });
        }

        var records = runner.Records(select).ToList();
        var size = PageSize(call);
        return RestAnswer.Ok(Page(call, records, 0, size, records.Count > size ? call.Org.Cursors.Keep(records, size) : null));
    }

    public static RestAnswer Continue(RestCall call, string locator)
    {
        var dash = locator.LastIndexOf('-');
        if (dash < 0 || call.Org.Cursors.Find(locator[..dash]) is not { } cursor
            || !int.TryParse(locator.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var from) || from >= cursor.Records.Count)
        {
            throw Refusals.Of("INVALID_QUERY_LOCATOR", "invalid query locator");
        }

        return RestAnswer.Ok(Page(call, cursor.Records, from, cursor.PageSize, locator[..dash]));
    }

    public static Select Understand(RestCall call, string query) => query.Length > LongestQuery
        ? throw Refusals.Of("QUERY_TOO_COMPLICATED", "SOQL statement is longer than 100,000 characters")
        : new Binder(query, call.Schema, call.Org.Time.GetUtcNow()).Bind(Parser.Read(query));

    private static JsonObject Page(RestCall call, IReadOnlyList<JsonNode> records, int from, int size, string? cursor)
    {
        var next = from + size;
        var json = new JsonObject { ["totalSize"] = records.Count, ["done"] = next >= records.Count };
        if (next < records.Count)
        {
            json["nextRecordsUrl"] = string.Create(CultureInfo.InvariantCulture, $"/services/data/v{call.Request.Version}/query/{cursor}-{next}");
        }

        json["records"] = new JsonArray([.. records.Skip(from).Take(size).Select(record => cursor is null ? record : record.DeepClone())]);
        return json;
    }

    /// <summary>The request may ask for less than the whole page, but not for less than 200.</summary>
    private static int PageSize(RestCall call)
    {
        var largest = call.Org.Settings.PageSize;
        var asked = call.Request.Header("Sforce-Query-Options")?.Split('=') is [var name, var value] && name.Trim().Equals("batchSize", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : largest;
        return Math.Min(largest, Math.Max(SmallestPage, asked));
    }
}
