using System.Security.Cryptography;
using Liaison.Sandbox.Salesforce.Records;
using Liaison.Sandbox.Salesforce.Rest;
using Liaison.Sandbox.Salesforce.Rules;

namespace Liaison.Sandbox.Salesforce.Content;

/// <summary>A file comes as its first version: the document, and the link to where it is published, come into being with it.</summary>
public sealed class ContentVersionRule : RecordRule
{
    public override void Prepare(Draft draft)
    {
        if (!draft.IsNew)
        {
            return;
        }

        if (draft.Text("PathOnClient") is not { } path)
        {
            draft.Refuse("REQUIRED_FIELD_MISSING", "Required fields are missing: [PathOnClient]", "PathOnClient");
            return;
        }

        if (draft.Content is not { } content)
        {
            draft.Refuse("REQUIRED_FIELD_MISSING", "Required fields are missing: [VersionData]", "VersionData");
            return;
        }

        var extension = Path.GetExtension(path).TrimStart('.').ToLowerInvariant();
        draft.Set("Title", draft.Text("Title") ?? Path.GetFileNameWithoutExtension(path));
        draft.Set("FileExtension", extension.Length > 0 ? extension : null);
        draft.Set("FileType", extension.Length > 0 ? extension.ToUpperInvariant() : "UNKNOWN");
        draft.Set("ContentSize", (long)content.Length);
#pragma warning disable CA5351 // The vendor's Checksum is an MD5; nothing here relies on it.
        draft.Set("Checksum", Convert.ToHexStringLower(MD5.HashData(content)));
#pragma warning restore CA5351
        draft.Set("IsLatest", true);
        draft.Set("ContentModifiedDate", draft.Scope.Now);
    }

    public override void Complete(Draft draft)
    {
        if (!draft.IsNew || draft.Failures.Count > 0)
        {
            return;
        }

        var versions = draft.Scope.Store[draft.Type];
        if (draft.Text("ContentDocumentId") is { } existing)
        {
            if (draft.Gave("FirstPublishLocationId") && draft.Text("FirstPublishLocationId") is not null)
            {
                draft.Refuse("INSUFFICIENT_ACCESS_OR_READONLY", "FirstPublishLocationId can be given with the first version only", "FirstPublishLocationId");
            }

            var earlier = versions.With(versions.Type.Field("ContentDocumentId")!, existing).ToList();
            foreach (var version in earlier)
            {
                var values = (object?[])version.Values.Clone();
                values[versions.Type.Field("IsLatest")!.Slot] = false;
                draft.Scope.Changes.Save(version with { Values = values });
            }

            draft.Set("VersionNumber", (earlier.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        else
        {
            draft.Set("VersionNumber", "1");
            draft.Set("ContentDocumentId", draft.Scope.Store["ContentDocument"].NextId());
        }
    }

    public override void Follow(Draft draft)
    {
        if (draft.IsNew)
        {
            draft.Scope.Org.Files.Put(draft.Id, draft.Content!);
        }

        var isFirst = draft.Scope.Store["ContentDocument"].Find(draft.Text("ContentDocumentId")!) is null;
        Document(draft);
        if (isFirst)
        {
            Link(draft.Scope, draft.Text("ContentDocumentId")!, draft.Text("OwnerId")!, "I");
            if (draft.Text("FirstPublishLocationId") is { } location && location != draft.Text("OwnerId"))
            {
                Link(draft.Scope, draft.Text("ContentDocumentId")!, location, "V");
            }
        }
    }

    public static void Link(SaveScope scope, string document, string record, string share)
    {
        var table = scope.Store["ContentDocumentLink"];
        var link = new Draft(table.Type, before: null, scope) { Id = table.NextId() };
        link.Set("ContentDocumentId", document);
        link.Set("LinkedEntityId", record);
        link.Set("ShareType", share);
        RecordDesk.Save(link);
    }

    private static void Document(Draft draft)
    {
        if (draft.Get("IsLatest") is not true)
        {
            return;
        }

        var documents = draft.Scope.Store["ContentDocument"];
        var id = draft.Text("ContentDocumentId")!;
        var document = documents.Find(id) is { } before ? new Draft(documents.Type, before, draft.Scope) : new Draft(documents.Type, before: null, draft.Scope) { Id = id };
        foreach (var field in new[] { "Title", "Description", "FileType", "FileExtension", "ContentSize", "OwnerId" })
        {
            document.Set(field, draft.Get(field));
        }

        document.Set("LatestPublishedVersionId", draft.Id);
        RecordDesk.Save(document);
    }
}

/// <summary>A file is linked to a record once; some organisations refuse inferred sharing.</summary>
public sealed class ContentLinkRule : RecordRule
{
    public override void Complete(Draft draft)
    {
        var table = draft.Scope.Store[draft.Type];
        if (!draft.IsNew || draft.Text("ContentDocumentId") is not { } document)
        {
            return;
        }

        draft.Set("ShareType", draft.Text("ShareType") ?? "V");
        if (draft.Gave("ShareType") && draft.Text("ShareType") == "I" && draft.Scope.Settings.RefuseInferredSharing)
        {
            throw new RefusalException(400, new Failure("INSUFFICIENT_ACCESS_OR_READONLY", "Invalid sharing type I", ["ShareType"]));
        }

        if (table.With(table.Type.Field("ContentDocumentId")!, document).Any(row => !table.IsDeleted(row) && Equals(row[table.Type.Field("LinkedEntityId")!], draft.Get("LinkedEntityId"))))
        {
            draft.Refuse("DUPLICATE_VALUE", $"This item is already linked to record {draft.Text("LinkedEntityId")}.", "LinkedEntityId");
        }
    }
}
