using System.Text.Json.Nodes;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Salesforce;

/// <summary>The fields of one record as they are sent. What the description does not list, or lists as not ours to write, is left out and told.</summary>
internal static class RecordBody
{
    /// <param name="fill">Only these fields; null takes all.</param>
    public static (JsonObject Body, List<string> Notes) Of(RecordWrite write, DescribedType type, bool creates, bool updates, TimeZoneInfo zone, IReadOnlySet<string>? fill = null)
    {
        var (body, notes) = (new JsonObject(), new List<string>());
        foreach (var field in write.Fields.Where(field => field.Value is not null && !field.Attribute && (fill is null || fill.Contains(field.Target))))
        {
            if (type[field.Target] is not { } described)
            {
                notes.Add($"{field.Target} was left out: {type.Label} has no such field, or the user may not see it.");
            }
            else if ((creates && !described.Creatable) || (updates && !described.Updatable))
            {
                notes.Add($"{described.Label} was left out: it {(described.Creatable ? "can be set only when a record is made" : described.Updatable ? "can be set only afterwards" : "is read only for the user")}.");
            }
            else
            {
                Put(body, notes, described, FieldJson.Of(described, field.Value!, zone), creates);
            }
        }
        LeaveOutWholeName(body, notes, type);
        return (body, notes);
    }

    private static void Put(JsonObject body, List<string> notes, DescribedField field, FieldValue value, bool creates)
    {
        if (value.Note is not null)
        {
            notes.Add(value.Note);
        }
        // A new record is empty anyway; sending nothing lets its default come in.
        if (value.Fits && !(creates && value.Json is null))
        {
            body[field.Name] = value.Json is JsonValue json && json.TryGetValue<string>(out var text) ? Composite.Plain(text) : value.Json;
        }
    }

    /// <summary>A person account has its name in parts; its whole name is Salesforce's to put together.</summary>
    private static void LeaveOutWholeName(JsonObject body, List<string> notes, DescribedType type)
    {
        if (type.HasPeople && body.ContainsKey("LastName") && body.Remove("Name"))
        {
            notes.Add("Name was left out: a person account takes First Name and Last Name.");
        }
    }
}
