using System.Text.Json.Nodes;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Salesforce;

/// <summary>How records point at each other, with the rules that Salesforce has for activities and cases.</summary>
internal static class ActivityLinks
{
    /// <param name="targets">What each alias among the writes stands for: a record's id, or a reference to what is created before.</param>
    public static void Put(JsonObject body, List<string> notes, RecordWrite write, DescribedType type, bool creates, IReadOnlyDictionary<string, LinkTarget> targets)
    {
        foreach (var (name, to) in write.Links)
        {
            var target = targets.TryGetValue(to, out var alias) ? alias : SalesforceId.Long(to) is { } id ? new LinkTarget(id, TypeOf(id)) : null;
            var field = type[name];
            if (target is null || field is null || !(creates ? field.Creatable : field.Updatable))
            {
                notes.Add(target is null ? $"{name} was left out: “{to}” is no record's id." : $"{name} was left out: {type.Label} has no such field that may be written.");
                continue;
            }
            body[field.Name] = target.Value;
            if (target.RecordType == "Account" && !field.RefersTo.Contains("Account"))
            {
                Redirect(body, notes, field.Name, type, target.Value);
            }
        }
        // A lead has no business with anything else (yet): Salesforce refuses both together.
        if (IsLead(body["WhoId"], write, targets) && body.ContainsKey("WhatId"))
        {
            body.Remove("WhatId");
            notes.Add("Related To was left out: an activity with a lead cannot be about anything else.");
        }
    }

    /// <summary>An account given where a contact must stand finds its own field, if the type has one.</summary>
    private static void Redirect(JsonObject body, List<string> notes, string field, DescribedType type, string account)
    {
        body.Remove(field);
        var own = type["AccountId"] is { Creatable: true } ? "AccountId" : type["WhatId"] is { Creatable: true } ? "WhatId" : null;
        if (own is not null && !body.ContainsKey(own))
        {
            body[own] = account;
        }
        notes.Add(own is null ? $"{field} was left out: an account cannot stand there." : $"The account stands in {own}: {field} takes no account.");
    }

    private static bool IsLead(JsonNode? who, RecordWrite write, IReadOnlyDictionary<string, LinkTarget> targets) => who?.GetValue<string>() is { } id
        && (SalesforceId.IsOf(id, "00Q") || write.Links.Values.Any(to => targets.TryGetValue(to, out var target) && target.Value == id && target.RecordType == "Lead"));

    private static string? TypeOf(string id) => SalesforceId.IsOf(id, "001") ? "Account" : SalesforceId.IsOf(id, "00Q") ? "Lead" : SalesforceId.IsOf(id, "003") ? "Contact" : null;
}

/// <param name="Value">An id, or <c>@{alias.id}</c>.</param>
internal sealed record LinkTarget(string Value, string? RecordType);
