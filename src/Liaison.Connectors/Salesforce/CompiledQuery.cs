using System.Text;
using System.Text.RegularExpressions;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;

namespace Liaison.Connectors.Salesforce;

/// <summary>A piece of a condition: text that stays as it is, or a place for a fact with the type of the field it is compared with.</summary>
/// <param name="At">Where it stands in what the administrator wrote.</param>
/// <param name="Quoted">A placeholder inside a text: the quotes are there already.</param>
internal sealed record QueryPiece(int At, TemplatePart Part, string Type, string Sign, bool Quoted);

/// <summary>A query whose shape is fixed; facts fill its values.</summary>
internal sealed partial class CompiledQuery(RecordQuery query, IReadOnlyList<string> fields, IReadOnlyList<QueryPiece> pieces)
{
    /// <summary>Rows that are counted at most, so that a condition that fits everything does not make Salesforce count everything.</summary>
    private const int MostCounted = 2000;

    /// <summary>The query with its values.</summary>
    /// <returns>Neither text nor fault when a fact is absent: then nothing can be found.</returns>
    public (FilledQuery? Filled, Fault? Fault, string? Absent) Fill(Facts facts)
    {
        var text = new StringBuilder("SELECT ").AppendJoin(',', fields).Append(" FROM ").Append(query.RecordType).Append(" WHERE ");
        var marks = new List<(int Sent, int Written, bool Fact)>(pieces.Count);
        foreach (var piece in pieces)
        {
            if (piece.Part.Render(facts) is not { } value)
            {
                return (null, null, piece.Part.Text);
            }
            marks.Add((text.Length, piece.At, piece.Part.IsHole));
            if (!piece.Part.IsHole)
            {
                text.Append(value);
            }
            else if (piece.Quoted)
            {
                SoqlText.Escape(value, piece.Sign == "LIKE", text);
            }
            else if (SoqlLiteral.Of(piece.Type, value, piece.Sign) is (var literal, var why) && literal is null)
            {
                return (null, QueryFaults.At($"{piece.Part.Text} stands for “{Renderer.CutTo(value, 60)}”, which {why}.", piece.At), null);
            }
            else
            {
                text.Append(literal);
            }
        }
        var end = text.Length;
        return (new FilledQuery(text.Append(" LIMIT ").Append(MostCounted).ToString(), marks, end), null, null);
    }
}

/// <summary>A query as it is sent, and where its parts come from.</summary>
internal sealed partial record FilledQuery(string Text, IReadOnlyList<(int Sent, int Written, bool Fact)> Marks, int EndOfCondition)
{
    /// <summary>Salesforce tells row and column in what was sent; people want the place in what they wrote.</summary>
    public Fault Placed(Fault fault)
    {
        if (Column().Match(fault.Detail) is not { Success: true } match || !int.TryParse(match.Groups["column"].Value, out var column))
        {
            return fault;
        }
        var sent = column - 1;
        var said = fault.Detail[(fault.Detail.IndexOf(match.Value, StringComparison.Ordinal) + match.Length)..].Trim();
        var mark = Marks.LastOrDefault(one => one.Sent <= sent);
        return Marks.Count == 0 || sent < Marks[0].Sent || sent > EndOfCondition ? fault with { Detail = said.Length > 0 ? said : fault.Detail }
            : QueryFaults.At(said.Length > 0 ? said : fault.Detail, mark.Fact ? mark.Written : mark.Written + sent - mark.Sent) with { Kind = fault.Kind, Code = fault.Code };
    }

    [GeneratedRegex(@"ERROR at Row:\d{1,6}:Column:(?<column>\d{1,6})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Column();
}

/// <summary>What is wrong with a query, with its place.</summary>
internal static class QueryFaults
{
    /// <summary>The field of the fault is <c>condition[17]</c>: the character within the condition, from 0.</summary>
    public static Fault At(string what, int at) => new(FaultKind.Validation, $"{what} (At character {at + 1} of the condition.)", $"condition[{at}]", "condition");
}
