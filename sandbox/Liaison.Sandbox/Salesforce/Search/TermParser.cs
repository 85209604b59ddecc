using System.Text;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Search;

/// <summary>Reads what stands between the braces of FIND. A reserved character means itself only behind a backslash.</summary>
public sealed class TermParser(string text)
{
    private const string Reserved = "&|!(){}[]^\"~*?:\\'+-";
    private int at;

    public static Term Read(string text)
    {
        var parser = new TermParser(text);
        var term = parser.Or();
        return parser.at < text.Length ? throw parser.Wrong() : term;
    }

    private Term Or()
    {
        var parts = new List<Term> { And() };
        while (TryOperator("OR"))
        {
            parts.Add(And());
        }

        return parts.Count == 1 ? parts[0] : new Either(parts);
    }

    private Term And()
    {
        var term = One();
        while (true)
        {
            Skip();
            if (TryOperator("AND"))
            {
                term = TryOperator("NOT") ? new Without(term, One()) : new Both([term, One()]);
            }
            else if (at == text.Length || text[at] == ')' || IsOperator("OR"))
            {
                return term;
            }
            else
            {
                term = new Both([term, One()]);
            }
        }
    }

    private Term One()
    {
        Skip();
        if (at == text.Length || IsOperator("OR") || IsOperator("AND") || IsOperator("NOT"))
        {
            throw Wrong();
        }

        if (text[at] == '(')
        {
            at++;
            var inner = Or();
            Skip();
            return at < text.Length && text[at++] == ')' ? inner : throw Wrong();
        }

        return text[at] == '"' ? Phrase() : Word();
    }

    private Words Phrase()
    {
        at++;
        var words = new StringBuilder();
        while (at < text.Length && text[at] != '"')
        {
            Letter(words);
        }

        return at++ < text.Length ? Long(new Words(words.ToString(), IsPhrase: true)) : throw Wrong();
    }

    private Words Word()
    {
        var word = new StringBuilder();
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ')' and not '"')
        {
            Letter(word);
        }

        return word[0] is '*' or '?' ? throw Malformed("A search term may not begin with a wildcard: " + word) : Long(new Words(word.ToString(), IsPhrase: false));
    }

    private void Letter(StringBuilder into)
    {
        if (text[at] == '\\')
        {
            at++;
            into.Append(at < text.Length && Reserved.Contains(text[at], StringComparison.Ordinal) ? text[at] : throw Wrong());
        }
        else
        {
            into.Append(Reserved.Contains(text[at], StringComparison.Ordinal) && text[at] is not '*' and not '?' ? throw Wrong() : text[at]);
        }

        at++;
    }

    private static Words Long(Words words) => words.Text.Count(char.IsLetterOrDigit) >= 2 ? words : throw Malformed("search term must be longer than one character: " + words.Text);

    private void Skip()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
    }

    private bool TryOperator(string word)
    {
        Skip();
        if (!IsOperator(word))
        {
            return false;
        }

        at += word.Length;
        return true;
    }

    private bool IsOperator(string word) => string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
        && (at + word.Length == text.Length || char.IsWhiteSpace(text[at + word.Length]) || text[at + word.Length] is '(' or '"');

    private RefusalException Wrong() => Malformed($"line 1:{at + 6} mismatched character '{(at < text.Length ? text[at].ToString() : "<EOF>")}' expecting '}}'");

    public static RefusalException Malformed(string message) => Refusals.Of("MALFORMED_SEARCH", message);
}
