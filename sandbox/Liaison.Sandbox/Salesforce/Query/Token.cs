namespace Liaison.Sandbox.Salesforce.Query;

public enum TokenKind
{
    Word,
    Text,
    Number,
    Date,
    DateTime,
    Symbol,
    End,
}

/// <summary>A piece of a query. <paramref name="At"/> is where it starts in the text, from 0.</summary>
/// <param name="Text">As written; for text in quotes, what it means.</param>
/// <param name="Pattern">For text in quotes: what it means inside LIKE, where an escaped wildcard stands for itself.</param>
public sealed record Token(TokenKind Kind, string Text, int At, string? Pattern = null)
{
    public bool Is(string word) => Kind is TokenKind.Word or TokenKind.Symbol && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);
}
