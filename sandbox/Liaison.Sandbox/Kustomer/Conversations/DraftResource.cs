using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Conversations;

/// <summary>How things are sent. Here they are kept and go nowhere. There is none for voice.</summary>
public static class DraftResource
{
    public static ApiAnswer Post(ApiCall call, Item customer)
    {
        call.Needs("message.create");
        var body = call.BodyAs("post.customers.id.drafts");
        var conversation = RecordDesk.Take(body, "conversation");
        if (conversation is not null)
        {
            call.Must("conversation", conversation);
        }

        body["status"] ??= "draft";
        body.Remove("customer");
        return ApiAnswer.Ok(Envelope.One(call.Org, RecordDesk.Create(call, "draft", body, ("customer", customer.Id), ("conversation", conversation))));
    }
}
