using System.Globalization;
using Liaison.Sandbox.Dynamics.Api;

namespace Liaison.Sandbox.Dynamics.Query;

/// <summary>The functions that only this platform has.</summary>
public static class PlatformFunction
{
    public static Condition Build(string name, ColumnPath path, IReadOnlyList<object> values, DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return (name, values.Count) switch
        {
            ("In", > 0) => new Condition.In(path, values),
            ("NotIn", > 0) => new Condition.Not(new Condition.In(path, values)),
            ("Between", 2) => new Condition.Between(path, values[0], values[1]),
            ("NotBetween", 2) => new Condition.Not(new Condition.Between(path, values[0], values[1])),
            ("ContainValues", > 0) => new Condition.In(path, values),
            ("On", 1) => new Condition.Between(path, values[0], ((DateTimeOffset)values[0]).AddDays(1).AddSeconds(-1)),
            ("OnOrAfter", 1) => new Condition.Compare(path, "ge", values[0]),
            ("OnOrBefore", 1) => new Condition.Compare(path, "lt", ((DateTimeOffset)values[0]).AddDays(1)),
            ("Today", 0) => new Condition.Between(path, today, today.AddDays(1).AddSeconds(-1)),
            ("Yesterday", 0) => new Condition.Between(path, today.AddDays(-1), today.AddSeconds(-1)),
            _ => throw ODataException.Query($"The function 'Microsoft.Dynamics.CRM.{name}' was not found, or its arguments do not fit."),
        };
    }

    /// <summary>Functions that count days back, whose value is a number and not one of the column's.</summary>
    public static Condition? LastDays(string name, ColumnPath path, string value, DateTimeOffset now) =>
        name is "LastXDays" or "last-x-days" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            ? new Condition.Between(path, new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-days), now) : null;
}
