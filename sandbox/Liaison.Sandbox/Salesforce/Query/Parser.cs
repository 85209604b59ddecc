namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>Reads SOQL.</summary>
public static class Parser
{
    private static readonly string[] AfterFrom = ["WHERE", "WITH", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FOR", "USING", "ALL"];

    public static RawSelect Read(string query)
    {
        var tokens = new TokenStream(query);
        var select = Select(tokens);
        return tokens.Peek.Kind == TokenKind.End ? select : throw QueryError.Unexpected(query, tokens.Peek);
    }

    public static RawSelect Select(TokenStream tokens)
    {
        tokens.Expect("SELECT");
        var items = Items(tokens);
        tokens.Expect("FROM");
        var from = tokens.Expect(TokenKind.Word);
        string? alias = null;
        if (tokens.Peek.Kind == TokenKind.Word && !AfterFrom.Contains(tokens.Peek.Text, StringComparer.OrdinalIgnoreCase))
        {
            alias = tokens.Take().Text;
        }

        if (tokens.TryTake("USING", "SCOPE"))
        {
            tokens.Expect(TokenKind.Word);
        }

        return Clauses(tokens, items, from, alias);
    }

    public static RawSelect Clauses(TokenStream tokens, List<RawItem> items, Token from, string? alias)
    {
        var where = tokens.TryTake("WHERE") ? ConditionParser.Read(tokens) : null;
        if (tokens.TryTake("WITH"))
        {
            _ = tokens.Peek.Is("SECURITY_ENFORCED") || tokens.Peek.Is("USER_MODE") || tokens.Peek.Is("SYSTEM_MODE") ? tokens.Take() : throw QueryError.Unexpected(tokens.Query, tokens.Peek);
        }

        var groupBy = tokens.TryTake("GROUP", "BY") ? GroupBy(tokens) : [];
        var having = tokens.TryTake("HAVING") ? ConditionParser.Read(tokens) : null;
        var orderBy = tokens.TryTake("ORDER", "BY") ? OrderBy(tokens) : [];
        var limit = tokens.TryTake("LIMIT") ? tokens.Expect(TokenKind.Number) : null;
        var offset = tokens.TryTake("OFFSET") ? tokens.Expect(TokenKind.Number) : null;
        if (tokens.TryTake("FOR") && !(tokens.TryTake("VIEW") || tokens.TryTake("REFERENCE") || tokens.TryTake("UPDATE")))
        {
            throw QueryError.Unexpected(tokens.Query, tokens.Peek);
        }

        return new RawSelect(items, from, alias, where, groupBy, having, orderBy, limit, offset);
    }

    private static List<RawItem> Items(TokenStream tokens)
    {
        var items = new List<RawItem>();
        do
        {
            if (tokens.TryTake("("))
            {
                var start = tokens.Peek;
                items.Add(new RawChildren(start, Select(tokens)));
                tokens.Expect(")");
                continue;
            }

            var item = Term(tokens);
            var alias = tokens.Peek.Kind == TokenKind.Word && !tokens.Peek.Is("FROM") ? tokens.Take() : null;
            items.Add(item switch { RawFunction function => function with { Alias = alias }, RawField field => field with { Alias = alias }, _ => item });
        }
        while (tokens.TryTake(","));
        return items;
    }

    /// <summary>A field, or a function of one.</summary>
    public static RawItem Term(TokenStream tokens)
    {
        var name = tokens.Expect(TokenKind.Word);
        if (name.Is("FROM") || name.Is("SELECT") || name.Is("WHERE"))
        {
            throw QueryError.Unexpected(tokens.Query, name);
        }

        if (!tokens.TryTake("("))
        {
            return new RawField(name);
        }

        var argument = tokens.Peek.Is(")") ? null : tokens.Expect(TokenKind.Word);
        tokens.Expect(")");
        return new RawFunction(name, argument, Alias: null);
    }

    private static List<RawItem> GroupBy(TokenStream tokens)
    {
        var fields = new List<RawItem>();
        do
        {
            fields.Add(new RawField(tokens.Expect(TokenKind.Word)));
        }
        while (tokens.TryTake(","));
        return fields;
    }

    private static List<RawOrdering> OrderBy(TokenStream tokens)
    {
        var all = new List<RawOrdering>();
        do
        {
            var by = Term(tokens);
            var descending = tokens.TryTake("DESC");
            if (!descending)
            {
                tokens.TryTake("ASC");
            }

            var last = false;
            if (tokens.TryTake("NULLS"))
            {
                last = tokens.TryTake("LAST");
                if (!last)
                {
                    tokens.Expect("FIRST");
                }
            }

            all.Add(new RawOrdering(by, descending, last));
        }
        while (tokens.TryTake(","));
        return all;
    }
}
