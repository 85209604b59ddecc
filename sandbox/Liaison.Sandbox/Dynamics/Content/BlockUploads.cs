using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Content;

/// <summary>Files of notes that come in blocks, and go out in blocks.</summary>
public sealed class BlockUploads
{
    private const int LargestBlock = 4 * 1024 * 1024;
    private readonly ConcurrentDictionary<string, Upload> uploads = new(StringComparer.Ordinal);

    public void Clear() => uploads.Clear();

    public ApiAnswer Begin(ApiCall call)
    {
        var id = IdOf(call, Target(call));
        AnnotationRule.CheckName(Target(call).TryGetProperty("filename", out var name) ? name.GetString() : null);
        var token = $"upload-{call.Org.NewId():N}";
        uploads[token] = new Upload(id, new ConcurrentDictionary<string, byte[]>(StringComparer.Ordinal));
        return ApiAnswer.Ok(new JsonObject { ["@odata.context"] = $"{call.Base}$metadata#Microsoft.Dynamics.CRM.InitializeAnnotationBlocksUploadResponse", ["FileContinuationToken"] = token });
    }

    public ApiAnswer Block(ApiCall call)
    {
        var body = call.Request.Json();
        var (block, data) = (body.GetProperty("BlockId").GetString()!, body.GetProperty("BlockData").GetBytesFromBase64());
        if (!uploads.TryGetValue(body.GetProperty("FileContinuationToken").GetString()!, out var upload))
        {
            throw new ODataException(400, "0x80090001", "The file continuation token is not valid.");
        }

        if (data.Length > LargestBlock || !Convert.TryFromBase64String(block, new byte[64], out var length) || length > 64)
        {
            throw new ODataException(400, "0x80090002", "The block is too large, or its id is not valid.");
        }

        if (upload.Blocks.Keys.Any(other => other.Length != block.Length))
        {
            throw new ODataException(400, "0x80090003", "All block ids of a file must be of the same length.");
        }

        upload.Blocks[block] = data;
        return ApiAnswer.NoContent;
    }

    public ApiAnswer Commit(ApiCall call)
    {
        var body = call.Request.Json();
        var token = body.GetProperty("FileContinuationToken").GetString()!;
        var (target, blocks) = (Target(call), body.GetProperty("BlockList").EnumerateArray().Select(one => one.GetString()!).ToList());
        if (!uploads.TryGetValue(token, out var upload) || upload.Annotation != IdOf(call, target) || blocks.Any(block => !upload.Blocks.ContainsKey(block)))
        {
            throw new ODataException(400, "0x80090001", "The file continuation token, or a block of the list, is not valid.");
        }

        byte[] content = [.. blocks.SelectMany(block => upload.Blocks[block])];
        var encoded = Convert.ToBase64String(content);
        if (encoded.Length > call.Org.Settings.MaxUploadFileSize)
        {
            throw new ODataException(400, "0x80044a02", "Attachment file size is too big.");
        }

        return call.Write(scope =>
        {
            var table = call.Schema["annotation"];
            RecordDesk.Change(scope, table, call.Org.Store["annotation"].Find(upload.Annotation)!, draft =>
            {
                foreach (var name in (string[])["filename", "mimetype", "subject", "notetext"])
                {
                    draft[name] = target.TryGetProperty(name, out var given) ? given.GetString() : draft[name];
                }

                draft["documentbody"] = encoded;
                AnnotationRule.Fill(draft, content.Length);
            });
            uploads.TryRemove(token, out _);
            return ApiAnswer.Ok(new JsonObject
            {
                ["@odata.context"] = $"{call.Base}$metadata#Microsoft.Dynamics.CRM.CommitAnnotationBlocksUploadResponse", ["AnnotationId"] = upload.Annotation.ToString("D"), ["FileSizeInBytes"] = content.Length,
            });
        });
    }

    public ApiAnswer BeginDownload(ApiCall call)
    {
        var row = call.Org.Store["annotation"].Find(IdOf(call, Target(call)))!;
        var token = $"download-{row.Id:N}";
        return ApiAnswer.Ok(new JsonObject { ["FileContinuationToken"] = token, ["FileSizeInBytes"] = (long?)row["filesize"] ?? 0, ["FileName"] = row["filename"] as string });
    }

    public static ApiAnswer DownloadBlock(ApiCall call)
    {
        var body = call.Request.Json();
        var token = body.GetProperty("FileContinuationToken").GetString()!;
        if (!Guid.TryParseExact(token.Replace("download-", "", StringComparison.Ordinal), "N", out var id) || call.Org.Store["annotation"].Find(id)?["documentbody"] is not string content)
        {
            throw new ODataException(400, "0x80090001", "The file continuation token is not valid.");
        }

        var bytes = Convert.FromBase64String(content);
        var offset = (int)Math.Min(body.GetProperty("Offset").GetInt64(), bytes.Length);
        return ApiAnswer.Ok(new JsonObject { ["Data"] = Convert.ToBase64String(bytes, offset, (int)Math.Min(body.GetProperty("BlockLength").GetInt64(), bytes.Length - offset)) });
    }

    private static JsonElement Target(ApiCall call) => call.Request.Json().TryGetProperty("Target", out var target) && target.ValueKind == JsonValueKind.Object
        && target.TryGetProperty("@odata.type", out var type) && type.GetString()!.TrimStart('#') == "Microsoft.Dynamics.CRM.annotation"
            ? target : throw ODataException.Payload("The parameter 'Target' must be a record with the '@odata.type' of an annotation");

    /// <summary>The note that is filled; it must be there already.</summary>
    private static Guid IdOf(ApiCall call, JsonElement target) => RecordDesk.OwnId(call.Schema["annotation"], target) is { } id && call.Org.Store["annotation"].Find(id) is not null ? id
        : throw new ODataException(404, "0x80040217", "Entity 'annotation' of the block upload Does Not Exist");

    private sealed record Upload(Guid Annotation, ConcurrentDictionary<string, byte[]> Blocks);
}
