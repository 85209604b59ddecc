using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Rules;

/// <summary>Values of an alternate key stand on one record only; empty ones on any.</summary>
public static class KeyRule
{
    public static void Check(SaveScope scope, Draft draft)
    {
        foreach (var key in draft.Table.Keys.Where(draft.Changed))
        {
            if (draft.Text(key) is { } value && scope.Store[draft.Table.Name].All().Any(row => row.Id != draft.Id && string.Equals(row[key] as string, value, StringComparison.OrdinalIgnoreCase)))
            {
                throw new ODataException(412, "0x80040237", $"A record that has the attribute values {draft.Table.Column(key)!.Label} already exists. The entity key {key} Key requires that this set of attributes contains unique values. Select unique values and try again.");
            }
        }
    }
}
