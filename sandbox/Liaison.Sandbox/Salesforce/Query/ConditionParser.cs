namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>Reads what stands after WHERE and HAVING. AND and OR do not mix without parentheses.</summary>
public static class ConditionParser
{
    private static readonly string[] Plain = ["=", "!=", "<>", "<", "<=", ">", ">="];

    public static RawCondition Read(TokenStream tokens)
    {
        var parts = new List<RawCondition> { One(tokens) };
        string? joint = null;
        while (tokens.Peek.Is("AND") || tokens.Peek.Is("OR"))
        {
            joint ??= tokens.Peek.Text;
            if (!tokens.Peek.Is(joint))
            {
                throw QueryError.Unexpected(tokens.Query, tokens.Peek);
            }

            tokens.Take();
            parts.Add(One(tokens));
        }

        return parts.Count == 1 ? parts[0] : new RawGroup(string.Equals(joint, "OR", StringComparison.OrdinalIgnoreCase), parts);
    }

    private static RawCondition One(TokenStream tokens)
    {
        if (tokens.TryTake("NOT"))
        {
            return new RawNot(One(tokens));
        }

        if (tokens.TryTake("("))
        {
            var inner = Read(tokens);
            tokens.Expect(")");
            return inner;
        }

        var left = Parser.Term(tokens);
        var at = tokens.Peek;
        if (tokens.Peek.Kind == TokenKind.Symbol && Plain.Contains(tokens.Peek.Text))
        {
            var symbol = tokens.Take().Text;
            return new RawComparison(left, symbol == "<>" ? "!=" : symbol, at, [Operand(tokens)], Among: null);
        }

        if (tokens.TryTake("LIKE"))
        {
            return new RawComparison(left, "LIKE", at, [Operand(tokens)], Among: null);
        }

        var name = tokens.TryTake("IN") ? "IN" : tokens.TryTake("NOT", "IN") ? "NOT IN" : tokens.TryTake("INCLUDES") ? "INCLUDES" : tokens.TryTake("EXCLUDES") ? "EXCLUDES"
            : throw QueryError.Unexpected(tokens.Query, tokens.Peek);
        tokens.Expect("(");
        if (tokens.Peek.Is("SELECT") && name is ("IN" or "NOT IN"))
        {
            var select = Parser.Select(tokens);
            tokens.Expect(")");
            return new RawComparison(left, name, at, [], select);
        }

        var operands = new List<RawOperand> { Operand(tokens) };
        while (tokens.TryTake(","))
        {
            operands.Add(Operand(tokens));
        }

        tokens.Expect(")");
        return new RawComparison(left, name, at, operands, Among: null);
    }

    private static RawOperand Operand(TokenStream tokens)
    {
        var value = tokens.Peek.Kind is TokenKind.Text or TokenKind.Number or TokenKind.Date or TokenKind.DateTime or TokenKind.Word ? tokens.Take() : throw QueryError.Unexpected(tokens.Query, tokens.Peek);
        return value.Kind == TokenKind.Word && tokens.TryTake(":") ? new RawOperand(value, tokens.Expect(TokenKind.Number)) : new RawOperand(value);
    }
}
