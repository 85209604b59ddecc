namespace Liaison.Core.Shared;

/// <summary>One line of values with commas between, as RFC 4180 writes them: what a call flow's variable holds when a query found several records.</summary>
public static class Csv
{
    public static string Line(IEnumerable<string> values) => string.Join(',', values.Select(Quote));

    /// <summary>The values of a line; a quote left open ends with the text.</summary>
    public static IReadOnlyList<string> Split(string line)
    {
        var (values, at) = (new List<string>(), 0);
        while (at <= line.Length)
        {
            if (at < line.Length && line[at] == '"')
            {
                var value = new System.Text.StringBuilder();
                for (at++; at < line.Length && !(line[at] == '"' && (at + 1 >= line.Length || line[at + 1] != '"')); at++)
                {
                    value.Append(line[at]);
                    at += line[at] == '"' ? 1 : 0;
                }
                values.Add(value.ToString());
                at = line.IndexOf(',', Math.Min(at, line.Length)) is >= 0 and var comma ? comma + 1 : line.Length + 1;
            }
            else
            {
                var end = line.IndexOf(',', at) is >= 0 and var comma ? comma : line.Length;
                values.Add(line[at..end]);
                at = end + 1;
            }
        }
        return values;
    }

    private static string Quote(string value) => value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
