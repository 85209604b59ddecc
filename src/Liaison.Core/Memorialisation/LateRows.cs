using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Sessions;

namespace Liaison.Core.Memorialisation;

/// <summary>Renders a mapping's rows over a conversation, without those values that came too late if the policy leaves them out.</summary>
public static class LateRows
{
    private const string Why = "Left out: the contact ended before its agent had given it, and the policy says that such values are not written.";

    public static IReadOnlyList<RenderedField> Render(IReadOnlyList<MappingRow> rows, Session session, WritingTimes times, ContactCatalogue catalogue, Facts facts, RecordType? type)
    {
        var known = ContactFacts.Of(session, catalogue, facts);
        if (!times.LeavesOut(session))
        {
            return Renderer.Render(rows, known, type);
        }
        bool Late(string path) => WritingTimes.IsLate(catalogue.Find(path)?.Fact ?? path);
        var timely = new Facts(path => Late(path) ? null : known[path]);
        return [.. rows.SelectMany(row => row.Source.Fact is { } fact && Late(fact) ? [new RenderedField(row.Target.Field ?? "", false, null, fact, Note: Why)] : Renderer.Render([row], timely, type))];
    }
}
