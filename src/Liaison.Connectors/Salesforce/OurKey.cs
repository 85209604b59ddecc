using System.Text.Json.Nodes;
using Liaison.Core.Mapping;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// Where our stable key stands in a record, best first: the external-id field that a package of ours or an administrator adds, where saving twice changes one record; a task's call
/// object; the end of the description, where it can be read again.
/// </summary>
internal static class OurKey
{
    public const string Field = "Liaison_Session_Id__c";
    private const string CallObject = "CallObject";
    private const string Description = "Description";

    /// <summary>Whether records of the type can be saved under our key.</summary>
    public static bool IsExternalId(DescribedType type) => type[Field] is { ExternalId: true, Creatable: true };

    /// <summary>Whether a query can ask for the key.</summary>
    public static string? Searchable(DescribedType type) => IsExternalId(type) ? Field : type.Name == "Task" && type[CallObject] is { Creatable: true, Filterable: true } ? CallObject : null;

    /// <summary>Whether the key is in a text that has to be read to be found.</summary>
    public static bool IsInDescription(DescribedType type) => Searchable(type) is null && type[Description] is { Creatable: true };

    /// <summary>Puts the key into a new record that is not saved under it.</summary>
    public static void Put(DescribedType type, JsonObject body, string key)
    {
        if (type.Name == "Task" && type[CallObject] is { Creatable: true } call)
        {
            body[CallObject] = Renderer.CutTo(key, call.Length ?? 255);
        }
        else if (type[Description] is { Creatable: true } description)
        {
            var mark = Mark(key);
            var text = body[Description]?.GetValue<string>() ?? "";
            body[Description] = text.Length == 0 ? mark : Renderer.CutTo(text, (description.Length ?? 32_000) - mark.Length - 2) + "\n\n" + mark;
        }
    }

    public static string Mark(string key) => $"[Liaison {key}]";
}
