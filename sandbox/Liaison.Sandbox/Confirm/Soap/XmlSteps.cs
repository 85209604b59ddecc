using System.Xml;

namespace Liaison.Sandbox.Confirm.Soap;

/// <summary>The few steps that reading forward is made of.</summary>
public static class XmlSteps
{
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>The element's name, or "" when it has a namespace.</summary>
    public static string Plain(XmlReader reader) => reader.NamespaceURI.Length == 0 ? reader.LocalName : "";

    /// <summary>Steps into an element; false when it was empty, and is behind us then.</summary>
    public static bool Enter(XmlReader reader)
    {
        var hasChildren = !reader.IsEmptyElement;
        reader.Read();
        return hasChildren;
    }

    /// <summary>Stands on the next child element, or steps out behind the end of its parent and returns false.</summary>
    public static bool NextChild(XmlReader reader)
    {
        while (!reader.EOF)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                return true;
            }

            var ended = reader.NodeType == XmlNodeType.EndElement;
            reader.Read();
            if (ended)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Takes the text of an element and steps behind it; null when it is nil. Elements inside it are passed over.</summary>
    public static string? Scalar(XmlReader reader)
    {
        if (reader.HasAttributes && reader.GetAttribute("nil", Instance) is "true" or "1")
        {
            reader.Skip();
            return null;
        }

        if (!Enter(reader))
        {
            return "";
        }

        var text = "";
        while (!reader.EOF)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.EndElement: reader.Read(); return text;
                case XmlNodeType.Element: reader.Skip(); break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    text = text.Length == 0 ? reader.Value : text + reader.Value;
                    reader.Read();
                    break;
                default: reader.Read(); break;
            }
        }

        return text;
    }
}
