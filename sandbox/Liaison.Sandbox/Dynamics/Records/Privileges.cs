using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Metadata;
using Liaison.Sandbox.Dynamics.OAuth;

namespace Liaison.Sandbox.Dynamics.Records;

/// <summary>What a user's roles allow; everything, but for what the settings take away.</summary>
public static class Privileges
{
    /// <exception cref="ODataException">403: the privilege is missing.</exception>
    public static void Demand(DynamicsStandIn org, Session session, TableType table, string privilege)
    {
        if (!org.Settings.RemovedPrivileges.Contains($"{table.Name}.{privilege}", StringComparer.OrdinalIgnoreCase))
        {
            return;
        }

        var name = "prv" + char.ToUpperInvariant(privilege[0]) + privilege[1..] + (table.IsActivity ? "Activity" : table.Name == "annotation" ? "Note" : table.SchemaName);
        throw new ODataException(403, "0x80040220",
            $"Principal user (Id={session.User:D}, type=8, roleCount=1, privilegeCount=311, accessMode='0 Read-Write'), is missing {name} privilege (Id=00000000-0000-0000-0000-000000000311) on OTC={table.Code} for entity '{table.Name}' (LocalizedName='{table.Label}'). context.Caller={session.User:D}. Consider adding missed privilege to one of the principal (user/team) roles.");
    }
}
