using System.Collections.Immutable;

namespace Liaison.Sandbox.Shared;

/// <summary>The switches that are on. Asking costs nothing while none is.</summary>
public sealed class FaultPanel<TSwitch>(Dice dice)
    where TSwitch : Switch
{
    private readonly Lock gate = new();
    private ImmutableArray<TSwitch> switches = [];
    private int lastId;

    public IReadOnlyList<TSwitch> Active => switches;

    public TSwitch Add(TSwitch added)
    {
        lock (gate)
        {
            var numbered = (TSwitch)((Switch)added with { Id = "f" + ++lastId, Struck = 0 });
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

    /// <returns>The switches that fit one request and strike it, oldest first; each has spent one of its strikes.</returns>
    public IReadOnlyList<TSwitch> Strike(Func<TSwitch, bool> fits)
    {
        if (switches.IsEmpty)
        {
            return [];
        }

        lock (gate)
        {
            var struck = new List<TSwitch>();
            foreach (var one in switches)
            {
                if (fits(one) && dice.Falls(one.Probability))
                {
                    struck.Add(one);
                    Spend(one);
                }
            }

            return struck;
        }
    }

    private void Spend(TSwitch one)
    {
        var spent = (TSwitch)((Switch)one with { Struck = one.Struck + 1, Count = one.Count - 1 });
        switches = spent.Count <= 0 ? switches.Remove(one) : switches.Replace(one, spent);
    }
}
