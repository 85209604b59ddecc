using Liaison.Core.Connecting;

namespace Liaison.Core.DynamicData;

/// <summary>How many fields of a record agents are shown.</summary>
/// <param name="MostText">Fields of text, of each type of record.</param>
/// <param name="MostOther">Fields of other types.</param>
/// <param name="Most">In all; null: as the two add up.</param>
public sealed record DynamicDataLimits(int MostText, int MostOther, int? Most = null)
{
    /// <summary>In all.</summary>
    public int InAll() => Most ?? MostText + MostOther;

    /// <summary>As many of the fields, in their order, as may be shown.</summary>
    /// <param name="type">The record type as the system describes it; null while it does not: then the number in all is what counts.</param>
    public IReadOnlyList<string> Fit(IEnumerable<string> fields, RecordType? type)
    {
        if (type is null)
        {
            return [.. fields.Take(InAll())];
        }
        var (texts, others) = (0, 0);
        return [.. fields.Where(f => IsText(f, type) ? texts++ < MostText : others++ < MostOther).Take(InAll())];
    }

    /// <summary>Why so many fields cannot be shown; null when they can.</summary>
    /// <inheritdoc cref="Fit"/>
    public string? WhyNot(IReadOnlyList<string> fields, RecordType? type)
    {
        var texts = type is null ? 0 : fields.Count(f => IsText(f, type));
        return fields.Count > InAll() ? $"At most {InAll()} fields of a record are shown here; these are {fields.Count}."
            : texts > MostText ? $"At most {MostText} fields of text are shown; these are {texts}."
            : type is not null && fields.Count - texts > MostOther ? $"At most {MostOther} fields that are no text are shown; these are {fields.Count - texts}."
            : null;
    }

    // What lies behind a relation (Account.Name) is not described here; it is a name as a rule.
    private static bool IsText(string field, RecordType type) => type.Fields.FirstOrDefault(f => f.Name == field)?.Type is null or "text" or "longText" or "code" or "phone" or "email" or "url" or "autoNumber";
}
