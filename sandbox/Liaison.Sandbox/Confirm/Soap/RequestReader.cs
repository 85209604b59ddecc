using System.Xml;
using static Liaison.Sandbox.Confirm.Soap.XmlSteps;

namespace Liaison.Sandbox.Confirm.Soap;

/// <summary>
/// Reads an envelope in one forward pass. Only elements in no namespace count below the body element, as at the vendor; anything
/// unknown is stepped over.
/// </summary>
public static class RequestReader
{
    public const string Envelope11 = "http://schemas.xmlsoap.org/soap/envelope/";
    public const string Connector = "http://www.confirm.co.uk/schema/am/connector/webservice";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreWhitespace = true,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Reads the request, or null when the body holds no un-namespaced Request: the vendor answers that with an empty Response.</summary>
    /// <exception cref="XmlException">The text is not well-formed, or holds a document type.</exception>
    /// <exception cref="SoapFaultException">The envelope is not SOAP 1.1, or its body element is not the one expected.</exception>
    public static RequestForm? Read(Stream body)
    {
        using var reader = XmlReader.Create(body, Settings);
        return Read(reader);
    }

    public static RequestForm? Read(TextReader body)
    {
        using var reader = XmlReader.Create(body, Settings);
        return Read(reader);
    }

    private static RequestForm? Read(XmlReader reader)
    {
        reader.MoveToContent();
        if (reader.LocalName != "Envelope" || reader.NamespaceURI != Envelope11)
        {
            throw new SoapFaultException("soap:VersionMismatch", "Possible SOAP version mismatch: Envelope namespace " + reader.NamespaceURI + " was unexpected. Expecting " + Envelope11 + ".");
        }

        RequestForm? form = null;
        var bodySeen = false;
        if (Enter(reader))
        {
            while (NextChild(reader))
            {
                if (!bodySeen && reader.LocalName == "Body" && reader.NamespaceURI == Envelope11)
                {
                    bodySeen = true;
                    form = ReadBody(reader);
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        while (reader.Read())
        {
            // To the end, so that rubbish after the envelope is noticed.
        }

        return form;
    }

    private static RequestForm? ReadBody(XmlReader reader)
    {
        RequestForm? form = null;
        var expected = false;
        if (Enter(reader))
        {
            while (NextChild(reader))
            {
                if (reader.LocalName != "ProcessOperationsRequest" || reader.NamespaceURI != Connector)
                {
                    throw new SoapFaultException("soap:Client", $"Server was unable to read request: element '{reader.LocalName}' of namespace '{reader.NamespaceURI}' was not expected.");
                }

                expected = true;
                if (Enter(reader))
                {
                    while (NextChild(reader))
                    {
                        if (form is null && Plain(reader) == "Request")
                        {
                            form = ReadRequest(reader);
                        }
                        else
                        {
                            reader.Skip();
                        }
                    }
                }
            }
        }

        return expected ? form : throw new SoapFaultException("soap:Client", "Server was unable to read request: the body is empty.");
    }

    private static RequestForm ReadRequest(XmlReader reader)
    {
        string? username = null, password = null, database = null;
        var operations = new List<OperationForm>(1);
        if (Enter(reader))
        {
            while (NextChild(reader))
            {
                switch (Plain(reader))
                {
                    case "Authentication" when Enter(reader):
                        while (NextChild(reader))
                        {
                            switch (Plain(reader))
                            {
                                case "Username": username = Scalar(reader); break;
                                case "Password": password = Scalar(reader); break;
                                case "DatabaseId": database = Scalar(reader); break;
                                default: reader.Skip(); break;
                            }
                        }

                        break;
                    case "Authentication": break;
                    case "Operation": operations.Add(ReadOperation(reader)); break;
                    default: reader.Skip(); break;
                }
            }
        }

        return new RequestForm(username, password, database, operations);
    }

    private static OperationForm ReadOperation(XmlReader reader)
    {
        OperationForm? form = null;
        string? requestId = null;
        if (Enter(reader))
        {
            while (NextChild(reader))
            {
                var name = Plain(reader);
                if (name == "RequestId")
                {
                    requestId = Scalar(reader);
                }
                else if (form is null && name.Length > 0)
                {
                    form = new OperationForm(name);
                    ReadFields(reader, form);
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        form ??= new OperationForm("");
        form.RequestId = requestId;
        return form;
    }

    private static void ReadFields(XmlReader reader, OperationForm form)
    {
        if (!Enter(reader))
        {
            return;
        }

        while (NextChild(reader))
        {
            var name = Plain(reader);
            switch (name)
            {
                case "": reader.Skip(); break;
                case "EnquiryAttribute":
                    var attribute = Children(reader);
                    form.Attributes.Add(new AttributeForm(
                        attribute.GetValueOrDefault("EnqAttribTypeCode"), attribute.GetValueOrDefault("EnqAttribStringValue"),
                        attribute.GetValueOrDefault("EnqAttribValueCode"), attribute.GetValueOrDefault("EnqAttribDateValue")));
                    break;
                case "EnquiryCustomer":
                    var customer = Children(reader);
                    form.Customer = customer.Count > 0 ? customer : form.Customer;
                    break;
                case "EnquiryDocument":
                    var document = Children(reader);
                    form.Documents.Add(new DocumentForm(document.GetValueOrDefault("DocumentNotes"), document.GetValueOrDefault("DocumentLocation")));
                    break;
                default:
                    if (Scalar(reader) is { } text)
                    {
                        form.Fields[name] = text;
                    }

                    break;
            }
        }
    }

    private static Dictionary<string, string> Children(XmlReader reader)
    {
        var children = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Enter(reader))
        {
            while (NextChild(reader))
            {
                var name = Plain(reader);
                if (name.Length == 0)
                {
                    reader.Skip();
                }
                else if (Scalar(reader) is { } text)
                {
                    children[name] = text;
                }
            }
        }

        return children;
    }
}
