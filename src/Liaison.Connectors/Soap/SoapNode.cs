namespace Liaison.Connectors.Soap;

/// <summary>
/// An element as a careful reader wants it: by local name, whatever its namespace; children always a list, since one of many comes
/// back looking like one of one; nil the same as absent.
/// </summary>
/// <param name="Name">Local name.</param>
/// <param name="Text">Its own text, trimmed; null when empty, nil or when there are only children.</param>
public sealed record SoapNode(string Name, string? Text, IReadOnlyList<SoapNode> Children)
{
    /// <summary>The text of the first child of that name that has one.</summary>
    public string? this[string child]
    {
        get
        {
            foreach (var candidate in Children)
            {
                if (candidate.Name == child && candidate.Text is not null)
                {
                    return candidate.Text;
                }
            }
            return null;
        }
    }

    public SoapNode? First(string child) => Children.FirstOrDefault(candidate => candidate.Name == child);

    public IEnumerable<SoapNode> All(string child) => Children.Where(candidate => candidate.Name == child);

    /// <summary>Children without children of their own.</summary>
    public IEnumerable<SoapNode> Scalars => Children.Where(child => child.Children.Count == 0);

    /// <summary>This element and all within it, outermost first.</summary>
    public IEnumerable<SoapNode> SelfAndAll() => Children.SelectMany(child => child.SelfAndAll()).Prepend(this);
}
