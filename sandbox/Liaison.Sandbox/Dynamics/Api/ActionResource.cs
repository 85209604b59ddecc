using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Dynamics.Metadata;
using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Api;

/// <summary>Functions and actions that belong to no table.</summary>
public static class ActionResource
{
    public static ApiAnswer WhoAmI(ApiCall call) => ApiAnswer.Ok(new JsonObject
    {
        ["@odata.context"] = $"{call.Base}$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse",
        ["BusinessUnitId"] = Seed.BusinessUnit.ToString("D"),
        ["UserId"] = call.Session.User.ToString("D"),
        ["OrganizationId"] = Seed.Organization.ToString("D"),
    });

    public static ApiAnswer Version(ApiCall call) => ApiAnswer.Ok(new JsonObject { ["@odata.context"] = $"{call.Base}$metadata#Microsoft.Dynamics.CRM.RetrieveVersionResponse", ["Version"] = "9.2.26112.311" });

    /// <summary>The sets that there are.</summary>
    public static ApiAnswer Service(ApiCall call) => ApiAnswer.Ok(new JsonObject
    {
        ["@odata.context"] = call.Base + "$metadata",
        ["value"] = new JsonArray([.. call.Schema.Tables.Select(table => (JsonNode)new JsonObject { ["name"] = table.Set, ["kind"] = "EntitySet", ["url"] = table.Set })]),
    });

    /// <summary>The only way to resolve a case.</summary>
    public static ApiAnswer CloseIncident(ApiCall call)
    {
        var body = call.Request.Json();
        if (!body.TryGetProperty("IncidentResolution", out var resolution) || !resolution.TryGetProperty("incidentid@odata.bind", out var bound) || !body.TryGetProperty("Status", out var status))
        {
            throw ODataException.Payload("The parameters IncidentResolution and Status are needed");
        }

        return call.Write(scope =>
        {
            var reference = References.Resolve(scope, bound.GetString()!);
            RecordDesk.Change(scope with { Planting = true }, call.Schema["incident"], scope.Store.Find(reference)!, draft =>
            {
                draft.Given.Add("statuscode");
                draft["statecode"] = 1L;
                draft["statuscode"] = status.GetInt64() < 0 ? 5L : status.GetInt64();
            });
            return ApiAnswer.NoContent;
        });
    }

    /// <summary>Several records of one table, all or none.</summary>
    public static ApiAnswer CreateMultiple(ApiCall call, TableType table)
    {
        var targets = call.Request.Json().GetProperty("Targets").EnumerateArray().ToList();
        var ids = call.Write(scope => targets.Select(target => RecordDesk.Create(scope, table, target).Id).ToList());
        return ApiAnswer.Ok(new JsonObject
        {
            ["@odata.context"] = $"{call.Base}$metadata#Microsoft.Dynamics.CRM.CreateMultipleResponse",
            ["Ids"] = new JsonArray([.. ids.Select(id => (JsonNode)JsonValue.Create(id.ToString("D")))]),
        });
    }
}
