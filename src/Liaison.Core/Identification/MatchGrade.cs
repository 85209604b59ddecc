namespace Liaison.Core.Identification;

/// <summary>How well two values agree, best first.</summary>
public enum MatchGrade
{
    Exact = 0,

    /// <summary>The national numbers agree; the country is missing on one side.</summary>
    National = 1,

    /// <summary>One is the end of the other.</summary>
    ShortNational = 2,
    None = 3,
}
