using System.Text;
using System.Text.RegularExpressions;
using Liaison.Sandbox.Salesforce.Records;
using Liaison.Sandbox.Salesforce.Rest;
using Liaison.Sandbox.Salesforce.Rules;

namespace Liaison.Sandbox.Salesforce.Content;

/// <summary>An enhanced note is a file of type SNOTE whose content is escaped HTML.</summary>
public sealed partial class ContentNoteRule : RecordRule
{
    public override void Prepare(Draft draft)
    {
        if (draft.Content is not { } content)
        {
            return;
        }

        var html = Encoding.UTF8.GetString(content);
        if (BareAngle().IsMatch(html) || BareAmpersand().IsMatch(html))
        {
            throw new RefusalException(400, new Failure("INVALID_INPUT", "Note can't be saved because it contains HTML tags or unescaped characters that are not allowed in a Note.", ["Content"]));
        }

        draft.Set("TextPreview", Markup().Replace(html, "") is { Length: > 255 } text ? text[..255] : Markup().Replace(html, ""));
        draft.Set("ContentSize", (long)content.Length);
        draft.Set("FileType", "SNOTE");
    }

    public override void Complete(Draft draft)
    {
        if (draft.IsNew)
        {
            draft.Set("LatestPublishedVersionId", draft.Scope.Store["ContentVersion"].NextId());
        }
    }

    public override void Follow(Draft draft)
    {
        var scope = draft.Scope;
        if (draft.Content is { } content)
        {
            scope.Org.Files.Put(draft.Id, content);
        }

        if (!draft.IsNew)
        {
            return;
        }

        var documents = scope.Store["ContentDocument"];
        var document = new Draft(documents.Type, before: null, scope) { Id = draft.Id };
        foreach (var field in new[] { "Title", "ContentSize", "OwnerId", "FileType", "LatestPublishedVersionId" })
        {
            document.Set(field, draft.Get(field));
        }

        document.Set("FileExtension", "snote");
        RecordDesk.Save(document);
        ContentVersionRule.Link(scope, draft.Id, draft.Text("OwnerId")!, "I");
    }

    [GeneratedRegex("<(?!/?(?:p|br|b|i|u|strong|em|ul|ol|li|a|img|div|span|strike|blockquote|h[1-6])\\b)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex BareAngle();

    [GeneratedRegex("&(?!#?\\w+;)", RegexOptions.None, 1000)]
    private static partial Regex BareAmpersand();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Markup();
}

/// <summary>An attachment's bytes stand apart from its record.</summary>
public sealed class AttachmentRule : RecordRule
{
    public override void Complete(Draft draft)
    {
        if (draft.Content is { } content)
        {
            draft.Set("BodyLength", (long)content.Length);
        }
    }

    public override void Follow(Draft draft)
    {
        if (draft.Content is { } content)
        {
            draft.Scope.Org.Files.Put(draft.Id, content);
        }
    }
}
