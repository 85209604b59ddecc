using System.Text.Json.Nodes;
using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Metadata;
using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Query;

/// <summary>Answers a FetchXML query, page by page.</summary>
public static class FetchRunner
{
    private sealed record Joined(IReadOnlyDictionary<FetchEntity, Row?> Rows);

    public static ApiAnswer Run(ApiCall call, TableType table, string text)
    {
        var query = FetchQuery.Read(call, table, text);
        var evaluator = new Evaluator(call.Org.Store);
        var joined = call.Org.Store[table.Name].All().Where(row => Fits(evaluator, query.Root, row))
            .SelectMany(row => Links(call, evaluator, query.Root, new Joined(new Dictionary<FetchEntity, Row?> { [query.Root] = row })));
        var rows = Sort(query.Root, joined).ToList();
        var writer = new RecordWriter(call);
        var written = rows.Select(row => Write(writer, query.Root, row)).ToList();
        if (query.Distinct)
        {
            written = [.. written.DistinctBy(one => one.ToJsonString())];
        }

        var size = query.Top ?? Math.Min(query.Count ?? call.Org.Settings.PageSize, call.Org.Settings.PageSize);
        var start = query.Top is null ? (query.Page - 1) * size : 0;
        var page = written.Skip(start).Take(size).ToList();
        var more = query.Top is null && written.Count > start + size;
        var json = new JsonObject { ["@odata.context"] = $"{call.Base}$metadata#{table.Set}" };
        if (query.TotalCount && writer.Wants("Microsoft.Dynamics.CRM.totalrecordcount"))
        {
            json["@Microsoft.Dynamics.CRM.totalrecordcount"] = written.Count;
            json["@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"] = false;
        }

        if (more && writer.Wants("Microsoft.Dynamics.CRM.fetchxmlpagingcookie"))
        {
            var cookie = Uri.EscapeDataString(Uri.EscapeDataString($"<cookie page=\"{query.Page}\"><{table.PrimaryId} last=\"{{{rows[Math.Min(start + size, rows.Count) - 1].Rows[query.Root]!.Id:D}}}\" /></cookie>"));
            json["@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"] = $"<cookie pagenumber=\"{query.Page + 1}\" pagingcookie=\"{cookie}\" istracking=\"False\" />";
        }

        if (writer.Wants("Microsoft.Dynamics.CRM.morerecords"))
        {
            json["@Microsoft.Dynamics.CRM.morerecords"] = more;
        }

        json["value"] = new JsonArray([.. page]);
        return QueryRunner.Applied(call, ApiAnswer.Ok(json));
    }

    private static bool Fits(Evaluator evaluator, FetchEntity entity, Row row) => entity.Filter is not { } filter || evaluator.Holds(filter.Condition, row);

    private static IEnumerable<Joined> Links(ApiCall call, Evaluator evaluator, FetchEntity entity, Joined so)
    {
        IEnumerable<Joined> all = [so];
        foreach (var link in entity.Links)
        {
            call.Demand(link.Table, "read");
            all = all.SelectMany(one => Link(call, evaluator, entity, link, one)).ToList();
        }

        return all;
    }

    private static IEnumerable<Joined> Link(ApiCall call, Evaluator evaluator, FetchEntity outer, FetchEntity link, Joined so)
    {
        var wanted = so.Rows[outer] is { } row ? Evaluator.ValueOf(row, link.To!) : null;
        var found = wanted is null ? [] : call.Org.Store[link.Table.Name].All().Where(other => Evaluator.Order(Evaluator.ValueOf(other, link.From!), wanted) == 0 && Fits(evaluator, link, other))
            .SelectMany(other => Links(call, evaluator, link, new Joined(new Dictionary<FetchEntity, Row?>(so.Rows) { [link] = other }))).ToList();
        return found.Count == 0 && link.Outer ? [new Joined(new Dictionary<FetchEntity, Row?>(so.Rows) { [link] = null })] : found;
    }

    private static IEnumerable<Joined> Sort(FetchEntity root, IEnumerable<Joined> rows)
    {
        IOrderedEnumerable<Joined>? sorted = null;
        var comparer = Comparer<object?>.Create(Evaluator.Order);
        foreach (var (column, descending) in root.Order)
        {
            object? Key(Joined one) => Evaluator.ValueOf(one.Rows[root]!, column);
            sorted = (sorted, descending) switch
            {
                (null, false) => rows.OrderBy(Key, comparer),
                (null, true) => rows.OrderByDescending(Key, comparer),
                (_, false) => sorted.ThenBy(Key, comparer),
                (_, true) => sorted.ThenByDescending(Key, comparer),
            };
        }

        return sorted ?? rows;
    }

    private static JsonObject Write(RecordWriter writer, FetchEntity root, Joined so)
    {
        var row = so.Rows[root]!;
        var json = new JsonObject { ["@odata.etag"] = row.ETag };
        foreach (var (column, name) in root.Columns)
        {
            writer.Put(json, column, name, row, skipEmpty: true);
        }

        json[root.Table.PrimaryId] = row.Id.ToString("D");
        foreach (var (entity, linked) in so.Rows.Where(one => one.Key != root && one.Value is not null))
        {
            foreach (var (column, name) in entity.Columns)
            {
                // A lookup of a linked table keeps its logical name behind the alias.
                writer.Put(json, column, name != column.Property ? name : $"{entity.Alias}.{column.Name}", linked!, skipEmpty: true);
            }
        }

        return json;
    }
}
