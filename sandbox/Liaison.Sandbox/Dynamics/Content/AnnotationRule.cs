using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Content;

/// <summary>Notes, with or without a file. The size limit counts Base64 characters.</summary>
public static class AnnotationRule
{
    private static readonly string[] Blocked = [".exe", ".bat", ".cmd", ".com", ".js", ".vbs", ".ps1", ".scr", ".msi"];

    public static void Apply(SaveScope scope, Draft draft)
    {
        if (draft["objectid"] is Reference about)
        {
            draft["objecttypecode"] = about.Table;
        }

        if (!draft.Given.Contains("documentbody"))
        {
            draft["isdocument"] ??= false;
            return;
        }

        if (draft.Text("documentbody") is not { } body)
        {
            draft["isdocument"] = false;
            draft["filesize"] = null;
            return;
        }

        CheckName(draft.Text("filename"));
        if (body.Length > scope.Org.Settings.MaxUploadFileSize)
        {
            throw new ODataException(400, "0x80044a02", "Attachment file size is too big.");
        }

        var bytes = new byte[body.Length];
        if (!Convert.TryFromBase64String(body, bytes, out var size))
        {
            throw ODataException.Payload("Cannot convert the literal of 'documentbody' from Base64");
        }

        Fill(draft, size);
    }

    public static void Fill(Draft draft, int size)
    {
        draft["isdocument"] = true;
        draft["filesize"] = (long)size;
        draft["mimetype"] ??= "application/octet-stream";
    }

    public static void CheckName(string? name)
    {
        if (name is not null && Blocked.Contains(Path.GetExtension(name).ToLowerInvariant()))
        {
            throw new ODataException(400, "0x80043e09", "The attachment is either not a valid type or is too large. It cannot be uploaded or downloaded.");
        }
    }
}
