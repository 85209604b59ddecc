namespace Liaison.Core.Statistics;

/// <summary>Whose figures a file holds.</summary>
public enum LayoutSubject
{
    Queues = 0,
    Agents = 1,
}

/// <summary>How a file of figures is written. It is data: whatever a receiver expects can be written without a line of code.</summary>
/// <param name="Name">What people call it; unique in a connection.</param>
/// <param name="FileName">With <c>{utc:FORMAT}</c> and <c>{local:FORMAT}</c> for the interval's beginning, <c>{sequence}</c>, <c>{minutes}</c> and <c>{offset}</c>.</param>
/// <param name="Delimiter">What stands between values: one character.</param>
/// <param name="Header">Whether a line with the columns' headings comes first.</param>
/// <param name="HeaderPrefix">What that line begins with: <c>#fields: </c>.</param>
/// <param name="Preface">Whether a line beginning with # tells how the figures were counted.</param>
/// <param name="ControlLine">Whether a last line, beginning with #, tells how many rows there are and what they add up to.</param>
/// <param name="UnixLines">Whether lines end with a line feed alone.</param>
public sealed record StatisticsLayout(
    string Name, LayoutSubject Subject, string FileName, IReadOnlyList<LayoutColumn> Columns, string Delimiter = ",", bool Header = true, string? HeaderPrefix = null, bool Preface = false,
    bool ControlLine = false, bool UnixLines = false);

/// <param name="Source">A name from the catalogue of columns, or <c>text:</c> and what every row holds.</param>
/// <param name="Heading">What it is called in the header line; null: as its source.</param>
/// <param name="Format">How a time is written, as .NET formats (<c>yyyyMMdd</c>); null: as its column does.</param>
public sealed record LayoutColumn(string Source, string? Heading = null, string? Format = null);

/// <summary>Layouts to start from.</summary>
/// <param name="Name">Stable, lower case.</param>
/// <param name="Note">What is known of the format, and what is not.</param>
public sealed record LayoutPreset(string Name, string Label, string Note, IReadOnlyList<StatisticsLayout> Layouts);
