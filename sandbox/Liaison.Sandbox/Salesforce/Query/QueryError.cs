using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>Refusals that point into the query: what stands around the place, a caret below it, and its row and column.</summary>
public static class QueryError
{
    private const int Around = 33;

    public static RefusalException At(string query, int at, string code, string message)
    {
        var row = query.AsSpan(0, Math.Min(at, query.Length)).Count('\n') + 1;
        var lineStart = at == 0 ? 0 : query.LastIndexOf('\n', Math.Min(at, query.Length) - 1) + 1;
        var lineEnd = query.IndexOf('\n', lineStart) is var end && end < 0 ? query.Length : end;
        var from = lineStart;
        while (at - from > Around)
        {
            from++;
        }

        // The piece begins at a word.
        while (from > lineStart && from < at && !(query[from - 1] is ' ' or ','))
        {
            from++;
        }

        var to = Math.Min(lineEnd, at + Around);
        return Refusals.Of(code, $"\n{query[Math.Min(from, to)..to]}\n{new string(' ', Math.Max(0, at - from))}^\nERROR at Row:{row}:Column:{at - lineStart + 1}\n{message}");
    }

    public static RefusalException Unexpected(string query, Token token) => At(query, token.At, "MALFORMED_QUERY", $"unexpected token: '{(token.Kind == TokenKind.End ? "<EOF>" : token.Text)}'");
}
