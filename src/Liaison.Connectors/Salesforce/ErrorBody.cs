using System.Text.Json;
using System.Text.RegularExpressions;
using Liaison.Connectors.Http;

namespace Liaison.Connectors.Salesforce;

/// <summary>One thing that Salesforce says is wrong, from either of its two shapes.</summary>
/// <param name="Match">The record that a duplicate rule or a unique field names.</param>
/// <param name="MatchType">That record's type.</param>
internal sealed record SalesforceError(string Code, string Message, IReadOnlyList<string> Fields, string? Match = null, string? MatchType = null)
{
    /// <summary>True where a sibling failed and this one only went down with it.</summary>
    public bool IsCollateral => Code is "PROCESSING_HALTED" or "ALL_OR_NONE_OPERATION_ROLLED_BACK";

    public string? Field => Fields.Count > 0 ? Fields[0] : null;
}

/// <summary>
/// Reads errors: <c>[{errorCode, message, fields}]</c> at the top of an answer, <c>{success: false, errors: [{statusCode, message, fields}]}</c> for one record among several.
/// </summary>
internal static partial class ErrorBody
{
    private const int Most = 20;

    public static IReadOnlyList<SalesforceError> Read(JsonElement body) => body.ValueKind switch
    {
        JsonValueKind.Array => [.. body.EnumerateArray().SelectMany(Read).Take(Most)],
        JsonValueKind.Object when body.Part("errors") is { ValueKind: JsonValueKind.Array } errors => Read(errors),
        JsonValueKind.Object when (body.Text("errorCode") ?? body.Text("statusCode")) is { } code => [One(code, body)],
        _ => [],
    };

    private static SalesforceError One(string code, JsonElement error)
    {
        var message = (error.Text("message") ?? "").Trim();
        var match = error.Part("duplicateResult")?.Items("matchResults").SelectMany(result => result.Items("matchRecords")).Select(found => found.Part("record")).FirstOrDefault(found => found?.Text("Id") is not null);
        var named = match is null && code == "DUPLICATE_VALUE" ? WithId().Match(message) : null;
        return new SalesforceError(code, message, FieldsOf(error.Texts("fields"), message),
            match?.Text("Id") ?? (named is { Success: true } ? named.Groups["id"].Value : null), match?.Part("attributes")?.Text("type"));
    }

    private static IReadOnlyList<string> FieldsOf(IReadOnlyList<string> told, string message) =>
        told.Count > 0 ? told
        : Column().Match(message) is { Success: true } column ? [column.Groups["field"].Value]
        : Missing().Match(message) is { Success: true } missing ? [.. missing.Groups["fields"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
        : [];

    [GeneratedRegex(@"No such column '(?<field>[^']+)' on", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Column();

    [GeneratedRegex(@"Required fields are missing: \[(?<fields>[^\]]+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Missing();

    [GeneratedRegex(@"record with id: (?<id>[a-zA-Z0-9]{15,18})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WithId();
}
