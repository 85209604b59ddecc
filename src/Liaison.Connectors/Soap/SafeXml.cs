using System.Text;
using System.Xml;

namespace Liaison.Connectors.Soap;

/// <summary>
/// Reads XML that strangers wrote: no document type (so no entities, no bombs, nothing fetched), a bounded number of characters, elements
/// and levels. The text runs through a forward reader; only the small tree is kept.
/// </summary>
public static class SafeXml
{
    public const int MaxDepth = 64;
    public const int MaxElements = 500_000;
    /// <summary>No character is shorter than a byte, so this bounds the characters too.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;
    private const string Nil = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxBytes,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    /// <param name="charset">The charset that the HTTP header names, if any.</param>
    /// <exception cref="XmlException">The text is no well-formed XML, or goes beyond a limit, or is not in the encoding that it says.</exception>
    public static SoapNode Parse(ReadOnlyMemory<byte> bytes, string? charset = null)
    {
        if (bytes.Length > MaxBytes)
        {
            throw new XmlException($"The text is longer than {MaxBytes:N0} bytes.");
        }
        try
        {
            using var text = XmlEncoding.Open(bytes, charset);
            using var reader = XmlReader.Create(text, Settings);
            return Root(reader);
        }
        catch (Exception wrong) when (wrong is DecoderFallbackException or ArgumentException)
        {
            throw new XmlException("The text is not in the encoding that it says.", wrong);
        }
    }

    private static SoapNode Root(XmlReader reader)
    {
        reader.MoveToContent();
        var open = new Stack<Building>();
        SoapNode? root = null;
        var elements = 0;
        do
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (++elements > MaxElements || open.Count >= MaxDepth)
                    {
                        throw new XmlException(open.Count >= MaxDepth ? $"Elements lie more than {MaxDepth} deep." : $"There are more than {MaxElements:N0} elements.");
                    }
                    var empty = reader.IsEmptyElement;
                    open.Push(new Building(reader.LocalName, IsNil: reader.HasAttributes && reader.GetAttribute("nil", Nil) is "true" or "1"));
                    root = empty ? Close(open) ?? root : root;
                    break;
                case XmlNodeType.EndElement:
                    root = Close(open) ?? root;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when open.Count > 0:
                    open.Peek().Append(reader.Value);
                    break;
                default:
                    break;
            }
        }
        while (reader.Read());
        return root ?? throw new XmlException("There is no element.");
    }

    private static SoapNode? Close(Stack<Building> open)
    {
        var done = open.Pop().Build();
        if (open.Count == 0)
        {
            return done;
        }
        open.Peek().Add(done);
        return null;
    }

    private sealed record Building(string Name, bool IsNil)
    {
        private List<SoapNode>? children;
        private string? text;
        private StringBuilder? more;

        public void Add(SoapNode child) => (children ??= []).Add(child);

        public void Append(string part)
        {
            if (text is null)
            {
                text = part;
            }
            else
            {
                (more ??= new StringBuilder(text)).Append(part);
            }
        }

        public SoapNode Build()
        {
            var whole = (more?.ToString() ?? text)?.Trim();
            return new SoapNode(Name, IsNil || string.IsNullOrEmpty(whole) ? null : whole, children ?? (IReadOnlyList<SoapNode>)[]);
        }
    }
}
