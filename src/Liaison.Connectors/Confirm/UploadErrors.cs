using System.Text;
using Liaison.Connectors.Http;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Confirm;

/// <summary>What ConfirmWeb's statuses mean.</summary>
internal static class UploadErrors
{
    public static Fault OfStatus(HttpReply reply, bool writes) => reply.Status switch
    {
        401 => new Fault(FaultKind.Credentials, "ConfirmWeb does not take its own token, neither as AccessToken nor as Bearer (HTTP 401).", Code: "http-401"),
        403 => new Fault(FaultKind.Permission, "The user may not do this in ConfirmWeb (HTTP 403).", Code: "http-403"),
        404 => new Fault(FaultKind.NotFound, "ConfirmWeb knows no such enquiry, tenant or address (HTTP 404). Check the ConfirmWeb base url and the Tenant ID.", Code: "http-404"),
        413 => new Fault(FaultKind.Validation, "The file is larger than ConfirmWeb takes (HTTP 413).", Code: "http-413"),
        _ => NetworkFaults.OfStatus(reply, writes) ?? new Fault(FaultKind.Validation, $"ConfirmWeb answers with HTTP {reply.Status}{Said(reply)}.", Code: NetworkFaults.Code(reply)),
    };

    private static string Said(HttpReply reply) => reply.IsHtml || reply.Body.Length is 0 or > 500 ? "" : ": " + Encoding.UTF8.GetString(reply.Body.Span);
}
