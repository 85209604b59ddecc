namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>Walks over the pieces of a query.</summary>
public sealed class TokenStream(string query)
{
    private readonly List<Token> tokens = Lexer.Read(query);
    private int next;

    public string Query => query;

    public Token Peek => tokens[next];

    public Token PeekSecond => tokens[Math.Min(next + 1, tokens.Count - 1)];

    public Token Take() => tokens[next < tokens.Count - 1 ? next++ : next];

    public bool TryTake(string word)
    {
        if (!Peek.Is(word))
        {
            return false;
        }

        next++;
        return true;
    }

    public bool TryTake(string first, string second)
    {
        if (!Peek.Is(first) || !PeekSecond.Is(second))
        {
            return false;
        }

        next += 2;
        return true;
    }

    public Token Expect(string word) => Peek.Is(word) ? Take() : throw QueryError.Unexpected(query, Peek);

    public Token Expect(TokenKind kind) => Peek.Kind == kind ? Take() : throw QueryError.Unexpected(query, Peek);
}
