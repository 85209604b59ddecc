using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>Shows a write as it would go over the wire, as far as that is known without asking: lists are added to what stands there.</summary>
internal sealed class WritePreview(KustomerSettings settings, HttpCalls http)
{
    public Outcome<string> Of(Draft draft, string? record)
    {
        if (Resource.Of(draft.RecordType) is not { } resource)
        {
            return TogetherWriter.NoSuchType(draft.RecordType);
        }
        var write = new RecordWrite("record", draft.Reference, draft.RecordType, record, draft.Key, draft.Fields, new Dictionary<string, string>(StringComparer.Ordinal));
        var context = new WriteContext(write, resource, write.Links);
        var id = record is null ? "{id}" : RecordId.Of(record).Id;
        var body = RecordBody.Of(resource, draft.Fields, record is null ? null : JsonParts.Parse("{}"u8.ToArray()));
        if (record is null)
        {
            body.Json["externalId"] = context.Key;
            if (resource.Type == Resource.Conversation && context.Linked(Resource.Customer) is { } customer)
            {
                body.Json["customer"] = customer;
            }
        }
        var lines = new List<string>();
        if (body.Json.Count > 0)
        {
            lines.Add(Line(record is null ? "POST" : "PUT", record is null ? resource.Path : resource.At(id), body.Json));
        }
        if (settings.LogMessages && body.MessageJson.Count > 0)
        {
            lines.Add(Line("POST", $"conversations/{id}/messages", body.MessageJson));
        }
        lines.AddRange(TimelineNotes.Split(body.Note ?? "").Select(note => Line("POST", $"conversations/{id}/notes", new JsonObject { ["body"] = note })));
        if (body.Tags.Count > 0)
        {
            lines.Add(Line("POST", $"conversations/{id}/tags", new JsonArray([.. body.Tags.Select(tag => (JsonNode)tag)])));
        }
        return http.Show(string.Join("\n\n", lines));
    }

    private string Line(string method, string path, JsonNode body) => $"{method} {KustomerAddresses.ApiOf(settings.BaseUrl).Address}/v1/{path}\n\n{JsonParts.Written(body)}";
}
