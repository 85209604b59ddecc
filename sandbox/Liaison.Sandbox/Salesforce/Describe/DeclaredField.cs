using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Liaison.Sandbox.Salesforce.Describe;

/// <summary>One line of a declaration as the 57 keys that a described field has.</summary>
public static partial class DeclaredField
{
    public static JsonObject Read(string[] words)
    {
        var name = words[0];
        var typed = Typed().Match(words[1]);
        var type = FieldTypes.Parse(typed.Groups["type"].Value);
        var length = typed.Groups["length"].Success ? int.Parse(typed.Groups["length"].Value, CultureInfo.InvariantCulture) : type is FieldType.Id or FieldType.Reference ? 18 : 0;
        bool Has(string word) => words.Contains(word);
        string? Given(string key) => words.FirstOrDefault(word => word.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim('"');
        var isId = type == FieldType.Id;
        var isBoolean = type == FieldType.Boolean;
        var long_ = length > 4000 || type == FieldType.Base64;
        var targets = Given("->")?.Split('|') ?? [];
        return new JsonObject
        {
            ["aggregatable"] = !isBoolean && !long_,
            ["aiPredictionField"] = false,
            ["autoNumber"] = Has("auto"),
            ["byteLength"] = type.IsText() ? length * (isId || type == FieldType.Reference ? 1 : 3) : 0,
            ["calculated"] = false,
            ["calculatedFormula"] = null,
            ["cascadeDelete"] = false,
            ["caseSensitive"] = Has("case"),
            ["compoundFieldName"] = Given("compound="),
            ["controllerName"] = null,
            ["createable"] = Has("C"),
            ["custom"] = name.EndsWith("__c", StringComparison.Ordinal),
            ["defaultValue"] = isBoolean ? false : null,
            ["defaultValueFormula"] = null,
            ["defaultedOnCreate"] = isId || isBoolean || Has("default"),
            ["dependentPicklist"] = false,
            ["deprecatedAndHidden"] = false,
            ["digits"] = type == FieldType.Int ? length : 0,
            ["displayLocationInDecimal"] = false,
            ["encrypted"] = false,
            ["externalId"] = Has("ext"),
            ["extraTypeInfo"] = type == FieldType.TextArea ? "plaintextarea" : null,
            ["filterable"] = !Has("nofilter"),
            ["filteredLookupInfo"] = null,
            ["formulaTreatNullNumberAsZero"] = false,
            ["groupable"] = type is not (FieldType.DateTime or FieldType.Double or FieldType.Currency or FieldType.Base64) && !long_,
            ["highScaleNumber"] = false,
            ["htmlFormatted"] = false,
            ["idLookup"] = isId || Has("lookup") || Has("ext"),
            ["inlineHelpText"] = null,
            ["label"] = Given("label=") ?? LabelOf(name, type),
            ["length"] = type.IsText() ? length : 0,
            ["mask"] = null,
            ["maskType"] = null,
            ["name"] = name,
            ["nameField"] = Has("name"),
            ["namePointing"] = targets.Length > 1,
            ["nillable"] = !isId && !isBoolean && !Has("req"),
            ["permissionable"] = !isId && !Has("req") && !name.StartsWith("Call", StringComparison.Ordinal),
            ["picklistValues"] = new JsonArray([.. (Given("values=")?.Split('|') ?? []).Select(Value)]),
            ["polymorphicForeignKey"] = targets.Length > 1,
            ["precision"] = type is FieldType.Double or FieldType.Currency or FieldType.Percent ? 18 : 0,
            ["queryByDistance"] = false,
            ["referenceTargetField"] = null,
            ["referenceTo"] = new JsonArray([.. targets.Select(target => (JsonNode)target)]),
            ["relationshipName"] = Given("as="),
            ["relationshipOrder"] = null,
            ["restrictedDelete"] = false,
            ["restrictedPicklist"] = Has("restricted"),
            ["scale"] = type is FieldType.Currency or FieldType.Percent ? 2 : 0,
            ["searchPrefilterable"] = type == FieldType.Reference,
            ["soapType"] = SoapType(type),
            ["sortable"] = !Has("nosort"),
            ["type"] = type.Name(),
            ["unique"] = Has("unique"),
            ["updateable"] = Has("U"),
            ["writeRequiresMasterRead"] = false,
        };
    }

    private static JsonNode Value(string text)
    {
        var value = text.TrimEnd('*').Replace('_', text.Contains('/', StringComparison.Ordinal) || text.StartsWith("en_", StringComparison.Ordinal) ? '_' : ' ');
        return new JsonObject { ["active"] = true, ["defaultValue"] = text[^1] == '*', ["label"] = value, ["validFor"] = null, ["value"] = value };
    }

    private static string LabelOf(string name, FieldType type)
    {
        if (type == FieldType.Id)
        {
            return "Record ID";
        }

        var spaced = Hump().Replace(name.Replace("__c", "", StringComparison.Ordinal).Replace('_', ' '), " ${hump}").Trim();
        return type == FieldType.Reference && spaced.EndsWith(" Id", StringComparison.Ordinal) ? spaced[..^3] + " ID" : spaced;
    }

    private static string SoapType(FieldType type) => type switch
    {
        FieldType.Id or FieldType.Reference => "tns:ID",
        FieldType.Boolean => "xsd:boolean",
        FieldType.Int => "xsd:int",
        FieldType.Double or FieldType.Currency or FieldType.Percent => "xsd:double",
        FieldType.Date => "xsd:date",
        FieldType.DateTime => "xsd:dateTime",
        FieldType.Base64 => "xsd:base64Binary",
        _ => "xsd:string",
    };

    [GeneratedRegex(@"^(?<type>[A-Za-z0-9]+)(?:\((?<length>\d+)\))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Typed();

    [GeneratedRegex("(?<=[a-z])(?<hump>[A-Z])", RegexOptions.None, 1000)]
    private static partial Regex Hump();
}
