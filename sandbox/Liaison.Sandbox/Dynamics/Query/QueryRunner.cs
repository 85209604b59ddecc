using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Metadata;
using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Query;

/// <summary>Answers a query over one table, page by page.</summary>
public static class QueryRunner
{
    private const int CountLimit = 5000;

    public static ApiAnswer Run(ApiCall call, TableType table, IEnumerable<Row>? among = null, string? path = null)
    {
        call.Demand(table, "read");
        if (call.Request.Option("fetchXml") is { Length: > 0 } fetch)
        {
            return FetchRunner.Run(call, table, fetch);
        }

        var options = QueryOptions.Read(call, table, call.Request.Query);
        var evaluator = new Evaluator(call.Org.Store);
        var rows = Sort(evaluator, (among ?? call.Org.Store[table.Name].All()).Where(row => options.Filter is not { } filter || evaluator.Holds(filter, row)), options.Order).ToList();
        var size = PageSize(call);
        var start = Skipped(call.Request.Option("$skiptoken"));
        var limit = size is null && options.Top is { } top ? Math.Min(top, CountLimit) : size ?? call.Org.Settings.PageSize;
        var writer = new RecordWriter(call);
        var json = new JsonObject { ["@odata.context"] = Context(call, table, options, path) };
        if (options.Count)
        {
            json["@odata.count"] = Math.Min(rows.Count, CountLimit);
            if (writer.Wants("Microsoft.Dynamics.CRM.totalrecordcount"))
            {
                json["@Microsoft.Dynamics.CRM.totalrecordcount"] = rows.Count > CountLimit ? -1 : rows.Count;
                json["@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"] = rows.Count > CountLimit;
            }
        }

        json["value"] = new JsonArray([.. rows.Skip(start).Take(limit).Select(row => (JsonNode)writer.Write(table, row, options))]);
        if (rows.Count > start + limit && (size is not null || options.Top is null))
        {
            json["@odata.nextLink"] = NextLink(call, path ?? table.Set, start + limit);
        }

        return Applied(call, ApiAnswer.Ok(json));
    }

    public static ApiAnswer Count(ApiCall call, TableType table)
    {
        call.Demand(table, "read");
        var options = QueryOptions.Read(call, table, call.Request.Query);
        var evaluator = new Evaluator(call.Org.Store);
        var count = call.Org.Store[table.Name].All().Count(row => options.Filter is not { } filter || evaluator.Holds(filter, row));
        return new ApiAnswer(StatusCodes.Status200OK, Bytes: Encoding.UTF8.GetBytes("\uFEFF" + Math.Min(count, CountLimit).ToString(CultureInfo.InvariantCulture)), ContentType: "text/plain");
    }

    public static IEnumerable<Row> Sort(Evaluator evaluator, IEnumerable<Row> rows, IReadOnlyList<(ColumnPath Path, bool Descending)> order)
    {
        IOrderedEnumerable<Row>? sorted = null;
        foreach (var (path, descending) in order)
        {
            var comparer = Comparer<object?>.Create(Evaluator.Order);
            sorted = (sorted, descending) switch
            {
                (null, false) => rows.OrderBy(row => evaluator.At(path, row), comparer),
                (null, true) => rows.OrderByDescending(row => evaluator.At(path, row), comparer),
                (_, false) => sorted.ThenBy(row => evaluator.At(path, row), comparer),
                (_, true) => sorted.ThenByDescending(row => evaluator.At(path, row), comparer),
            };
        }

        return sorted ?? rows;
    }

    /// <summary>The page size in <c>Prefer</c>; null when the request names none.</summary>
    public static int? PageSize(ApiCall call) => call.Request.Preferences.TryGetValue("odata.maxpagesize", out var asked) && int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        ? Math.Clamp(size, 1, call.Org.Settings.PageSize) : null;

    /// <summary>Repeats the preferences that were followed.</summary>
    public static ApiAnswer Applied(ApiCall call, ApiAnswer answer)
    {
        var applied = call.Request.Preferences.Where(one => one.Key.StartsWith("odata.", StringComparison.OrdinalIgnoreCase)).Select(one => $"{one.Key}=\"{one.Value}\"").ToList();
        return applied.Count == 0 ? answer : answer.With("Preference-Applied", string.Join(',', applied));
    }

    private static string Context(ApiCall call, TableType table, QueryOptions options, string? path) =>
        $"{call.Base}$metadata#{path ?? table.Set}{(options.Columns is { } columns ? $"({string.Join(',', columns.Select(column => column.Property))})" : "")}";

    private static string NextLink(ApiCall call, string path, int start)
    {
        var cookie = Uri.EscapeDataString(Uri.EscapeDataString($"<cookie pagenumber=\"{start}\" istracking=\"False\" />"));
        var query = call.Request.Query.Where(one => one.Key != "$skiptoken").Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}").Append("$skiptoken=" + cookie);
        return $"{call.Base}{path}?{string.Join('&', query)}";
    }

    private static int Skipped(string? token)
    {
        if (token is null)
        {
            return 0;
        }

        var text = Uri.UnescapeDataString(token);
        var quote = text.IndexOf("pagenumber=\"", StringComparison.Ordinal);
        return quote >= 0 && int.TryParse(text[(quote + 12)..text.IndexOf('"', quote + 12)], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? start : throw new ODataException(400, "0x80060888", "Skip token passed is either not valid or malformed.");
    }
}
