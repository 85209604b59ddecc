using System.Globalization;
using System.Text.RegularExpressions;
using Liaison.Sandbox.Salesforce.Query;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Search;

/// <summary>A search, understood as far as its words go.</summary>
public sealed record SearchText(Term Term, SearchScope Scope, IReadOnlyList<RawSelect> Returning, int? Limit);

/// <summary>Reads SOSL: <c>FIND {term} IN PHONE FIELDS RETURNING Contact(Id, Name WHERE … LIMIT 5), Lead LIMIT 20</c>.</summary>
public static partial class SearchParser
{
    private const int LongestTerm = 10_000;

    public static SearchText Read(string query)
    {
        var find = Find().Match(query);
        if (!find.Success)
        {
            throw TermParser.Malformed("No search term found. The search term must be enclosed in braces.");
        }

        var end = EndOfTerm(query, find.Length);
        var text = query[find.Length..end];
        if (text.Length > LongestTerm)
        {
            throw TermParser.Malformed($"The search term is longer than {LongestTerm} characters");
        }

        var term = TermParser.Read(text);
        try
        {
            // What comes before keeps its place, so that columns in messages are right.
            return Rest(term, new TokenStream(new string(' ', end + 1) + query[(end + 1)..]));
        }
        catch (RefusalException refusal) when (refusal.Failures[0].Code == "MALFORMED_QUERY")
        {
            throw TermParser.Malformed(refusal.Failures[0].Message);
        }
    }

    private static SearchText Rest(Term term, TokenStream tokens)
    {
        var scope = SearchScope.All;
        if (tokens.TryTake("IN"))
        {
            scope = SearchScopes.Parse(tokens.Expect(TokenKind.Word).Text);
            tokens.Expect("FIELDS");
        }

        var returning = new List<RawSelect>();
        if (tokens.TryTake("RETURNING"))
        {
            do
            {
                returning.Add(Object(tokens));
            }
            while (tokens.TryTake(","));
        }

        int? limit = tokens.TryTake("LIMIT") ? int.Parse(tokens.Expect(TokenKind.Number).Text, CultureInfo.InvariantCulture) : null;
        return tokens.Peek.Kind == TokenKind.End ? new SearchText(term, scope, returning, limit) : throw QueryError.Unexpected(tokens.Query, tokens.Peek);
    }

    private static RawSelect Object(TokenStream tokens)
    {
        var name = tokens.Expect(TokenKind.Word);
        var id = new Token(TokenKind.Word, "Id", name.At);
        if (!tokens.TryTake("("))
        {
            return new RawSelect([new RawField(id)], name, Alias: null, Where: null, [], Having: null, [], Limit: null, Offset: null);
        }

        var items = new List<RawItem>();
        do
        {
            items.Add(Parser.Term(tokens));
        }
        while (tokens.TryTake(","));
        var select = Parser.Clauses(tokens, items, name, alias: null);
        tokens.Expect(")");
        return select;
    }

    private static int EndOfTerm(string query, int from)
    {
        for (var at = from; at < query.Length; at++)
        {
            if (query[at] == '\\')
            {
                at++;
            }
            else if (query[at] == '}')
            {
                return at;
            }
        }

        throw TermParser.Malformed($"line 1:{query.Length} mismatched character '<EOF>' expecting '}}'");
    }

    [GeneratedRegex(@"^\s*FIND\s*\{", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Find();
}
