using System.Net.Http.Headers;
using System.Xml;
using Liaison.Connectors.Http;
using Liaison.Connectors.Soap;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>Speaks to the CRM Connector: operations out, answers and refusals in. It knows no enquiry.</summary>
internal sealed class ConfirmClient(ConfirmSettings settings, HttpCalls http)
{
    private readonly Uri endpoint = new(settings.Endpoint.Trim());

    /// <summary>One operation, and its XxxResponse.</summary>
    public async Task<Outcome<SoapNode>> Ask(ConfirmOperation operation, bool writes, Calls calls, CancellationToken cancel, int shownAnswer = Calls.LongestText)
    {
        switch (await Process([operation], writes, calls, cancel, shownAnswer))
        {
            case Outcome<ConfirmReply>.Failure failure:
                return failure.Fault;
            case Outcome<ConfirmReply>.Success { Value: var reply }:
                return reply.Answers.FirstOrDefault(answer => answer.Name == operation.Response) is { } answer ? answer
                    : reply.Refusals.Count > 0 ? ConfirmErrors.OfReasons(reply.Refusals, writes)
                    : ConfirmErrors.NoAnswer($"Confirm's answer holds no {operation.Response}.", writes);
            default:
                throw new InvalidOperationException("An outcome is one of two.");
        }
    }

    /// <summary>Several operations in one request: one that is refused does not spoil the others. Not for writes: a lost answer would leave all of them in doubt.</summary>
    public async Task<Outcome<ConfirmReply>> Process(
        IReadOnlyList<ConfirmOperation> operations, bool writes, Calls calls, CancellationToken cancel, int shownAnswer = Calls.LongestText)
    {
        var call = new HttpCall(HttpMethod.Post, endpoint, writes)
        {
            Content = () => Body(ConfirmWire.Request(settings.Username, settings.Password.Value ?? "", settings.TenantId, operations)),
            Headers = [new("SOAPAction", ConfirmWire.Action)],
            Shown = Shown(operations),
            ShownAnswer = shownAnswer,
        };
        return await http.Send(call, calls, cancel) switch
        {
            Outcome<HttpReply>.Success success => Read(success.Value, writes),
            Outcome<HttpReply>.Failure failure => failure.Fault,
            _ => throw new InvalidOperationException("An outcome is one of two."),
        };
    }

    /// <summary>The request that an operation would be, as the log shows requests.</summary>
    public string Show(ConfirmOperation operation) => http.Show($"POST {endpoint}\n\n{Shown([operation])}");

    private string Shown(IReadOnlyList<ConfirmOperation> operations) => System.Text.Encoding.UTF8.GetString(ConfirmWire.Request(settings.Username, Secret.Dots, settings.TenantId, operations));

    private static Outcome<ConfirmReply> Read(HttpReply reply, bool writes)
    {
        SoapNode? body = null;
        string? unreadable = null;
        try
        {
            body = reply.IsHtml ? null : SoapEnvelope.Open(reply.Body, reply.Charset);
        }
        catch (XmlException wrong)
        {
            unreadable = wrong.Message;
        }
        if (!reply.IsSuccess || SoapEnvelope.FaultOf(body) is not null)
        {
            return ConfirmErrors.OfStatus(reply.IsSuccess ? reply with { Status = 500 } : reply, SoapEnvelope.FaultOf(body), writes);
        }
        return reply.IsHtml ? ConfirmErrors.NoAnswer("The address answers with a web page, a sign-in page perhaps, where Confirm's answer should be.", writes)
            : unreadable is not null ? ConfirmErrors.NoAnswer($"Confirm's answer cannot be read: {unreadable}", writes)
            : ConfirmWire.Read(body) is { } read && (read.Answers.Count > 0 || read.Refusals.Count > 0) ? read
            : ConfirmErrors.NoAnswer("Confirm's answer is empty.", writes);
    }

    private static ByteArrayContent Body(byte[] envelope)
    {
        var content = new ByteArrayContent(envelope);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/xml") { CharSet = "utf-8" };
        return content;
    }
}
