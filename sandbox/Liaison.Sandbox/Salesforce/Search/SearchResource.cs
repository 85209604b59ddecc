using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Query;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Search;

/// <summary><c>search</c> and <c>parameterizedSearch</c>.</summary>
public static class SearchResource
{
    private const int Most = 2000;

    public static RestAnswer Run(RestCall call) => Answer(call, SearchParser.Read(call.Request.Parameter("q") ?? throw TermParser.Malformed("SOSL search is missing: the parameter 'q' is required")));

    public static RestAnswer Parameterized(RestCall call)
    {
        var asked = call.Request.Method == "POST" ? FromBody(call.Request.Json()) : FromAddress(call.Request);
        var (q, scope, objects, overall) = asked;
        if (string.IsNullOrWhiteSpace(q))
        {
            throw TermParser.Malformed("No search term found. Missing required parameter: q");
        }

        // Here q is plain text: no operators, nothing to escape.
        Term term = new Words(q, scope == SearchScope.Phone || !q.Any(char.IsWhiteSpace));
        if (((Words)term).Text.Count(char.IsLetterOrDigit) < 2)
        {
            throw TermParser.Malformed("search term must be longer than one character: " + q);
        }

        var returning = objects.Select(one => SearchParser.Read($"FIND {{xx}} RETURNING {one}").Returning[0]).ToList();
        return Answer(call, new SearchText(term, scope, returning, overall));
    }

    private static RestAnswer Answer(RestCall call, SearchText search)
    {
        var returning = search.Returning.Count > 0 ? search.Returning
            : [.. call.Schema.Objects.Where(type => type.Searchable).Select(type => SearchParser.Read("FIND {xx} RETURNING " + type.Name).Returning[0])];
        var reader = new Reader(call, All: false);
        var records = new JsonArray();
        foreach (var raw in returning)
        {
            var select = new Binder(call.Request.Parameter("q") ?? raw.From.Text, call.Schema, call.Org.Time.GetUtcNow()).Bind(raw);
            if (!select.Type.Searchable)
            {
                throw TermParser.Malformed($"sObject type '{select.Type.Name}' is not supported. Entity is not searchable.");
            }

            var evaluator = new Evaluator(reader);
            var rows = Matcher.Find(call.Org.Store[select.Type], select.Type, search.Term, search.Scope).Where(row => evaluator.Fits(select.Where, select.Type, row));
            foreach (var record in new Runner(reader).Records(select, rows).Take(Math.Min(search.Limit ?? Most, Most) - records.Count))
            {
                records.Add(record);
            }
        }

        return RestAnswer.Ok(new JsonObject { ["searchRecords"] = records });
    }

    private static (string? Q, SearchScope Scope, List<string> Objects, int? Overall) FromAddress(RestRequest request)
    {
        var scope = request.Parameter("in") is { } name ? SearchScopes.Parse(name) : SearchScope.All;
        var objects = (request.Parameter("sobject") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(type => Returning(
            type, request.Parameter(type + ".fields") ?? request.Parameter("fields"), request.Parameter(type + ".where"), request.Parameter(type + ".limit") ?? request.Parameter("defaultLimit"))).ToList();
        return (request.Parameter("q"), scope, objects, Number(request.Parameter("overallLimit")));
    }

    private static (string? Q, SearchScope Scope, List<string> Objects, int? Overall) FromBody(JsonElement body)
    {
        string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.Array ? string.Join(',', value.EnumerateArray()) : value.ToString() : null;
        var objects = body.TryGetProperty("sobjects", out var listed) ? listed.EnumerateArray().Select(one => Returning(
            Text(one, "name")!, Text(one, "fields") ?? Text(body, "fields"), Text(one, "where"), Text(one, "limit") ?? Text(body, "defaultLimit"))).ToList() : [];
        return (Text(body, "q"), Text(body, "in") is { } name ? SearchScopes.Parse(name) : SearchScope.All, objects, Number(Text(body, "overallLimit")));
    }

    private static string Returning(string type, string? fields, string? where, string? limit) =>
        $"{type}({(string.IsNullOrEmpty(fields) ? "Id" : fields)}{(where is null ? "" : " WHERE " + where)}{(limit is null ? "" : " LIMIT " + limit)})";

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
