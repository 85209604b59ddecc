using Liaison.Sandbox.Kustomer.Bulk;
using Liaison.Sandbox.Kustomer.Conversations;
using Liaison.Sandbox.Kustomer.Customers;
using Liaison.Sandbox.Kustomer.Files;
using Liaison.Sandbox.Kustomer.Hooks;
using Liaison.Sandbox.Kustomer.Objects;
using Liaison.Sandbox.Kustomer.People;

namespace Liaison.Sandbox.Kustomer.Api;

/// <summary>Which room answers.</summary>
public static class Router
{
    public static ApiAnswer Answer(ApiCall call) => call.Path[0] switch
    {
        "customers" => CustomerResource.Answer(call),
        "conversations" => ConversationResource.Answer(call),
        "messages" => MessageResource.Answer(call),
        "notes" => NoteResource.Answer(call),
        "attachments" => AttachmentResource.Answer(call),
        "companies" => CompanyResource.Answer(call),
        "klasses" => KlassResource.Answer(call),
        "metadata" => MetadataResource.Answer(call),
        "bulk" => BulkResource.Answer(call),
        "outbound-webhooks" => WebhookResource.Answer(call),
        "audit-logs" => AuditResource.Answer(call),
        "brands" or "satisfaction" or "slas" => SetUpResource.Answer(call),
        _ => PeopleResource.Answer(call),
    };
}
