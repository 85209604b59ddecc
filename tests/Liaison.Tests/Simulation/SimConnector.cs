using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Tests.Simulation;

/// <summary>One hub's way to the simulated system.</summary>
internal sealed class SimConnector(SimSystem system, SimHub hub) : IWriteRecords, IReconcile
{
    public async Task<Outcome<Written>> Create(Draft draft, Calls calls, CancellationToken cancel)
    {
        var (_, fault) = await system.Call(true, () => system.Create(draft.Key, Marker(draft)), hub.Wait, calls);
        return fault is not null ? fault : Seen(system.Records.Last(r => r.Key == draft.Key));
    }

    public async Task<Outcome<Written>> Update(string record, Draft draft, Calls calls, CancellationToken cancel)
    {
        var (_, fault) = await system.Call(true, () => system.Update(record, Marker(draft)), hub.Wait, calls);
        return fault is not null ? fault : Seen(system.Records.Single(r => r.Record == record));
    }

    public async Task<Outcome<Written?>> Find(Draft draft, string? record, string? known, DateTimeOffset since, Calls calls, CancellationToken cancel)
    {
        var (_, fault) = await system.Call(false, static () => { }, hub.Wait, calls);
        return fault is not null ? fault : system.Records.Where(r => r.Key == draft.Key && r.Markers.Contains(Marker(draft))).Select(Seen).FirstOrDefault();
    }

    private static Written Seen((string Record, string Key, List<string> Markers) record) => new(record.Record, $"{record.Markers.Count}");

    private static string Marker(Draft draft) => draft.Fields.Single(f => f.Target == "Notes").Value!;
}
