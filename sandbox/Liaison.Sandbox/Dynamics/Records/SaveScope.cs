using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Metadata;
using Liaison.Sandbox.Dynamics.OAuth;

namespace Liaison.Sandbox.Dynamics.Records;

/// <summary>One save: who, when, into which changes.</summary>
public sealed record SaveScope(DynamicsStandIn Org, Schema Schema, Changes Changes, Session Session, DateTimeOffset Now)
{
    public bool DetectDuplicates { get; init; }

    /// <summary>True while the first records are planted: nobody asks for privileges.</summary>
    public bool Planting { get; init; }

    public Dictionary<string, string>? ContentIds { get; init; }

    public Store Store => Org.Store;

    public void Demand(TableType table, string privilege)
    {
        if (!Planting)
        {
            Privileges.Demand(Org, Session, table, privilege);
        }
    }
}
