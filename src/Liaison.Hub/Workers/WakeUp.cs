using Liaison.Core.Shared;
using Liaison.Hub.Road;

namespace Liaison.Hub.Workers;

/// <summary>What wakes the claimer: work accepted or finished here, a notification from another process, a changed setting.</summary>
public sealed class WakeUp : IDisposable
{
    public Signal Work { get; } = new();

    public void Dispose() => Work.Dispose();
}

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
