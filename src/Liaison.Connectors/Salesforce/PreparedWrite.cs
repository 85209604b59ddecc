using System.Text.Json.Nodes;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Salesforce;

/// <summary>One write, ready to be sent.</summary>
/// <param name="Record">The record that is changed; null for a new one.</param>
/// <param name="Body">What is sent; null when nothing has to be.</param>
/// <param name="Notes">What the log should say about it.</param>
internal sealed record PreparedWrite(RecordWrite Write, DescribedType Type, string? Record, JsonObject? Body, IReadOnlyList<string> Notes)
{
    /// <summary>A new record is saved under our key where the type has a field for that.</summary>
    public bool Upserts => Record is null && OurKey.IsExternalId(Type);

    public CompositePart Part(SalesforceSettings settings) => new(
        Record is null && !Upserts ? HttpMethod.Post : HttpMethod.Patch,
        Record is { } id ? $"/sobjects/{Type.Name}/{id}" : Upserts ? $"/sobjects/{Type.Name}/{OurKey.Field}/{Uri.EscapeDataString(Write.Key)}" : $"/sobjects/{Type.Name}",
        Write.Alias, Body)
    {
        Headers = Headers(settings),
    };

    /// <summary>Both are said each time: what an organisation does without being told is no business of ours to rely on.</summary>
    private Dictionary<string, string> Headers(SalesforceSettings settings)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Sforce-Duplicate-Rule-Header"] = $"allowSave={(settings.Duplicates == SalesforceSettings.SaveAnyway ? "true" : "false")}; includeRecordDetails=false; runAsCurrentUser=true",
        };
        if (Type.Name is "Case" or "Lead")
        {
            headers["Sforce-Auto-Assign"] = settings.AssignmentRules && Record is null ? "TRUE" : "FALSE";
        }
        return headers;
    }
}
