using System.Collections.Immutable;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Confirm.Faults;

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

    /// <param name="operations">Names of the operations in the request.</param>
    public Weather Next(FaultEndpoint endpoint, IEnumerable<string> operations)
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
                if ((one.Endpoint == FaultEndpoint.Any || one.Endpoint == endpoint)
                    && (one.Operation is null || operations.Contains(one.Operation, StringComparer.OrdinalIgnoreCase))
                    && dice.Falls(one.Probability))
                {
                    weather = weather.With(one);
                    Spend(one);
                }
            }

            return weather;
        }
    }

    private void Spend(FaultSwitch one)
    {
        var spent = one with { Struck = one.Struck + 1, Count = one.Count - 1 };
        switches = spent.Count <= 0 ? switches.Remove(one) : switches.Replace(one, spent);
    }
}
