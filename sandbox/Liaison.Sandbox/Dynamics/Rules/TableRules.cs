using System.Globalization;
using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Content;
using Liaison.Sandbox.Dynamics.Metadata;
using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Rules;

/// <summary>What single tables compute and demand.</summary>
public static class TableRules
{
    public static void Apply(SaveScope scope, Draft draft)
    {
        switch (draft.Table.Name)
        {
            case "contact" or "lead" or "systemuser":
                draft["fullname"] = string.Join(' ', new[] { draft.Text("firstname"), draft.Text("lastname") }.Where(part => part is not null));
                break;
            case "incident":
                Incident(scope, draft);
                break;
            case "phonecall":
                draft["directioncode"] ??= true;
                break;
            case "annotation":
                AnnotationRule.Apply(scope, draft);
                break;
            case "connection":
                Connection(scope, draft);
                break;
        }

        foreach (var column in draft.Table.Columns.Where(column => scope.Org.Settings.RequiredColumns.Contains($"{draft.Table.Name}.{column.Name}", StringComparer.OrdinalIgnoreCase)))
        {
            if (draft[column.Name] is null && !scope.Planting)
            {
                throw new ODataException(400, "0x80040265", $"{column.Label} must be filled in.");
            }
        }
    }

    private static void Incident(SaveScope scope, Draft draft)
    {
        if (draft["customerid"] is null)
        {
            throw new ODataException(400, "0x80040200", "You should specify a parent contact or account.");
        }

        if (draft.IsNew)
        {
            draft["ticketnumber"] = "CAS-" + scope.Org.NextCaseNumber().ToString("00000", CultureInfo.InvariantCulture) + "-S4B0X1";
        }
    }

    private static void Connection(SaveScope scope, Draft draft)
    {
        if (draft["record1id"] is not Reference || draft["record2id"] is not Reference to)
        {
            throw new ODataException(400, "0x80048202", "A connection needs two records.");
        }

        draft["name"] = NameOf(scope, to);
    }

    private static string? NameOf(SaveScope scope, Reference reference) =>
        scope.Schema[reference.Table] is TableType { PrimaryName: { } name } ? scope.Store.Find(reference)?[name] as string : null;
}
