namespace Liaison.Storage.Retention;

/// <summary>One kind of row that may be let go after a time.</summary>
/// <param name="Name">Stable, in the metrics and the log: <c>flow-runs</c>.</param>
/// <param name="Days">How many days it is kept unless the operator says otherwise; null for ever.</param>
/// <param name="Least">The fewest days that the operator may say.</param>
/// <param name="Remove">
/// SQL that takes away at most <c>$2</c> of those older than <c>$1</c> that nothing needs any more, oldest first by an index. <c>$3</c> is the least id that could have been made at <c>$1</c>, without its prefix.
/// </param>
/// <param name="Parts">The table whose empty months are let go with the last of their rows; null where there are none.</param>
public sealed record KeptRows(string Name, int? Days, int Least, string Remove, string? Parts = null)
{
    /// <summary>Where the operator says how many days: <c>LIAISON_KEEP_FLOW_RUNS</c>; <c>forever</c> is an answer too.</summary>
    public string Variable => "LIAISON_KEEP_" + Name.Replace('-', '_').ToUpperInvariant();
}
