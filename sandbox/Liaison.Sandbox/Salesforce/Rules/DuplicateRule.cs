using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Records;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Rules;

/// <summary>Looks for records that may be of the same person: the same e-mail address, or the same name and a phone number.</summary>
public static class DuplicateRule
{
    public static void Check(Draft draft)
    {
        var mode = draft.Scope.Settings.DuplicateRules;
        if (mode == DuplicateRules.Off || draft.Type.Name is not ("Contact" or "Lead") || !(draft.IsNew || draft.Changed("Email") || draft.Changed("Name") || draft.Changed("Phone"))
            || (mode == DuplicateRules.Alert && draft.Scope.Options.AllowSave))
        {
            return;
        }

        var found = Matches(draft).Take(10).ToList();
        if (found.Count > 0)
        {
            throw new RefusalException(400, new Failure("DUPLICATES_DETECTED", "Use one of these records?", [], Result(draft, found, mode == DuplicateRules.Alert)));
        }
    }

    private static IEnumerable<Row> Matches(Draft draft)
    {
        var table = draft.Scope.Store[draft.Type];
        var (email, name) = (table.Type.Field("Email")!, table.Type.Field("Name")!);
        var byEmail = draft[email] is { } address ? table.With(email, address) : [];
        var byPhone = table.Type.Phones.Select(phone => draft[phone]).OfType<string>().SelectMany(PhoneDigits.Forms).Where(digits => digits.Length >= Table.PhoneTail)
            .SelectMany(digits => table.ByPhoneTail(digits[^Table.PhoneTail..])).Where(row => string.Equals(row[name] as string, draft[name] as string, StringComparison.OrdinalIgnoreCase));
        return byEmail.Concat(byPhone).Where(row => row.Id != draft.Id && !table.IsDeleted(row)).DistinctBy(row => row.Id);
    }

    private static JsonObject Result(Draft draft, List<Row> found, bool allowSave) => new()
    {
        ["allowSave"] = allowSave,
        ["duplicateRule"] = $"Standard_{draft.Type.Name}_Duplicate_Rule",
        ["duplicateRuleEntityType"] = draft.Type.Name,
        ["errorMessage"] = "Use one of these records?",
        ["matchResults"] = new JsonArray(new JsonObject
        {
            ["entityType"] = draft.Type.Name,
            ["errors"] = new JsonArray(),
            ["matchEngine"] = "FuzzyMatchEngine",
            ["matchRecords"] = new JsonArray([.. found.Select(row => (JsonNode)Match(draft, row))]),
            ["rule"] = $"Standard_{draft.Type.Name}_Match_Rule_v1_1",
            ["size"] = found.Count,
            ["success"] = true,
        }),
    };

    private static JsonObject Match(Draft draft, Row row)
    {
        var record = new JsonObject
        {
            ["attributes"] = new JsonObject { ["type"] = draft.Type.Name, ["url"] = $"/services/data/v66.0/sobjects/{draft.Type.Name}/{row.Id}" },
            ["Id"] = row.Id,
        };
        if (draft.Scope.Options.DuplicateDetails)
        {
            foreach (var name in new[] { "Name", "Email", "Phone" })
            {
                record[name] = RecordValue.Write(row[draft.Scope.Store[draft.Type].Type.Field(name)!]);
            }
        }

        return new JsonObject { ["additionalInformation"] = new JsonArray(), ["fieldDiffs"] = new JsonArray(), ["matchConfidence"] = 100.0, ["record"] = record };
    }
}
