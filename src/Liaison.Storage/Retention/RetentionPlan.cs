using System.Globalization;

namespace Liaison.Storage.Retention;

/// <summary>How long each kind of row is kept on this hub.</summary>
public sealed record RetentionPlan(IReadOnlyDictionary<string, TimeSpan?> Kept)
{
    private const string Forever = "forever";

    /// <summary>As the list says.</summary>
    public static RetentionPlan Standard { get; } = From(static _ => null);

    /// <summary>What is let go after a time, with that time.</summary>
    public IEnumerable<(KeptRows Rows, TimeSpan Kept)> Limited => KeptList.All.Where(rows => Kept[rows.Name] is not null).Select(rows => (rows, Kept[rows.Name]!.Value));

    /// <param name="variable">The operator's settings, by name.</param>
    /// <exception cref="ArgumentException">A variable holds what it cannot.</exception>
    public static RetentionPlan From(Func<string, string?> variable) =>
        new(KeptList.All.ToDictionary(rows => rows.Name, rows => Days(rows, variable(rows.Variable)) is { } days ? TimeSpan.FromDays(days) : (TimeSpan?)null, StringComparer.Ordinal));

    private static int? Days(KeptRows rows, string? said) => said switch
    {
        null or "" => rows.Days,
        Forever => null,
        _ when int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days >= rows.Least && days <= 36_500 => days,
        _ => throw new ArgumentException($"{rows.Variable} is “{said}”; it is a number of days, {rows.Least} at the least, or “{Forever}”.", nameof(said)),
    };
}
