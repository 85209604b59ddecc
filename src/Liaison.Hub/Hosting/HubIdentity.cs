using Liaison.Core.Shared;

namespace Liaison.Hub.Hosting;

/// <summary>Marks ids of hub processes.</summary>
public sealed class HubProcess : IIdentified
{
    public static string Prefix => "hub";

    private HubProcess() { }
}

/// <summary>Who this process is, for its leases: new at each start, so that nobody takes a dead process's leases for their own.</summary>
public sealed record HubIdentity(string Owner)
{
    public static HubIdentity New(IdSource ids) => new(ids.Next<HubProcess>().Value);
}
