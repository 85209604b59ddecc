using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Liaison.Sandbox.Salesforce.Describe;

/// <summary>Reads the short declarations in <c>Declared/*.txt</c> into whole descriptions.</summary>
public static partial class DeclaredText
{
    private const string System = """
        Id id
        IsDeleted boolean req default
        CreatedDate datetime req default
        CreatedById reference req default ->User as=CreatedBy
        LastModifiedDate datetime req default
        LastModifiedById reference req default ->User as=LastModifiedBy
        SystemModstamp datetime req default
        """;

    private static readonly string[] Abilities = ["queryable", "createable", "updateable", "deletable", "searchable", "layoutable", "retrieveable", "feedEnabled"];

    public static IEnumerable<JsonObject> Read(string text)
    {
        JsonObject? current = null;
        foreach (var line in text.Replace("\nsystem\n", "\n" + System + "\n", StringComparison.Ordinal).Split('\n').Select(one => one.Trim()).Where(one => one.Length > 0 && one[0] != '#'))
        {
            var words = Words().Matches(line).Select(match => match.Value).ToArray();
            if (words[0] == "object")
            {
                if (current is not null)
                {
                    yield return current;
                }

                current = Object(words);
            }
            else if (words[0] == "child")
            {
                current!["childRelationships"]!.AsArray().Add(Child(words[1], words[2], words[3]));
            }
            else
            {
                current!["fields"]!.AsArray().Add(DeclaredField.Read(words));
            }
        }

        if (current is not null)
        {
            yield return current;
        }
    }

    public static JsonObject Child(string type, string field, string name) => new()
    {
        ["cascadeDelete"] = true,
        ["childSObject"] = type,
        ["deprecatedAndHidden"] = false,
        ["field"] = field,
        ["junctionIdListNames"] = new JsonArray(),
        ["junctionReferenceTo"] = new JsonArray(),
        ["relationshipName"] = name,
        ["restrictedDelete"] = false,
    };

    private static JsonObject Object(string[] words)
    {
        var json = new JsonObject { ["name"] = words[1], ["keyPrefix"] = words[2], ["label"] = words[3].Trim('"'), ["labelPlural"] = words[4].Trim('"') };
        foreach (var ability in Abilities)
        {
            json[ability] = words.Contains(ability);
        }

        foreach (var never in new[] { "custom", "customSetting", "deprecatedAndHidden", "activateable", "mergeable", "isSubtype", "hasSubtypes", "deepCloneable", "isInterface" })
        {
            json[never] = false;
        }

        foreach (var always in new[] { "triggerable", "undeletable", "replicateable", "mruEnabled", "searchLayoutable" })
        {
            json[always] = json["updateable"]!.DeepClone();
        }

        json["fields"] = new JsonArray();
        json["childRelationships"] = new JsonArray();
        json["namedLayoutInfos"] = new JsonArray();
        json["recordTypeInfos"] = new JsonArray(new JsonObject
        {
            ["active"] = true, ["available"] = true, ["defaultRecordTypeMapping"] = true, ["developerName"] = "Master", ["master"] = true, ["name"] = "Master", ["recordTypeId"] = "012000000000000AAA",
        });
        json["supportedScopes"] = new JsonArray(new JsonObject { ["label"] = "All " + ((string)json["labelPlural"]!).ToLowerInvariant(), ["name"] = "everything" });
        return json;
    }

    [GeneratedRegex("""(?:[^\s"]|"[^"]*")+""", RegexOptions.None, 1000)]
    private static partial Regex Words();
}
