using System.Collections.Immutable;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Salesforce.Faults;

/// <summary>The switches that are on. Asking costs nothing while none is.</summary>
public sealed class FaultPanel(Dice dice)
{
    private readonly Lock gate = new();
    private ImmutableArray<FaultSwitch> switches = [];
    private int lastId;

    public IReadOnlyList<FaultSwitch> Active => switches;

    public FaultSwitch Add(FaultSwitch added)
    {
        lock (gate)
        {
            var numbered = added with { Id = "f" + ++lastId, Struck = 0 };
            switches = switches.Add(numbered);
            return numbered;
        }
    }

    public bool Remove(string id)
    {
        lock (gate)
        {
            var left = switches.RemoveAll(one => one.Id == id);
            var found = left.Length != switches.Length;
            switches = left;
            return found;
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            switches = [];
        }
    }

    /// <param name="inside">True for a request inside a composite, which only locks and errors strike.</param>
    public Weather Next(string operation, string? type, bool inside)
    {
        if (switches.IsEmpty)
        {
            return Weather.Fair;
        }

        lock (gate)
        {
            var weather = Weather.Fair;
            foreach (var one in switches)
            {
                if (Fits(one, operation, type, inside) && dice.Falls(one.Probability))
                {
                    weather = weather.With(one);
                    Spend(one);
                }
            }

            return weather;
        }
    }

    private static bool Fits(FaultSwitch one, string operation, string? type, bool inside) =>
        (one.Kind is FaultKind.RefuseCredentials or FaultKind.TokenBusy ? operation == "token" : one.Operation is null ? operation != "token" : one.Operation.Equals(operation, StringComparison.OrdinalIgnoreCase))
        && (one.Object is null || one.Object.Equals(type, StringComparison.OrdinalIgnoreCase))
        && (!inside || one.Kind is FaultKind.Lock or FaultKind.Error);

    private void Spend(FaultSwitch one)
    {
        var spent = one with { Struck = one.Struck + 1, Count = one.Count - 1 };
        switches = spent.Count <= 0 ? switches.Remove(one) : switches.Replace(one, spent);
    }
}
